package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.CallRefused;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Objects;

/** Keeps what callers wanted and were refused, after the rollback: nothing else is left of it. */
@Stateless
@PermitAll
public class Refusals {

    @Inject
    AuditRepository repository;

    @Inject
    RefusalLimit limit;

    @Inject
    CurrentOrigin origin;

    @Inject
    Event<DomainEvent> events;

    /**
     * Keeps a refusal of a recognised caller, unless there were too many of them in this hour: the last one kept says so.
     *
     * @param call method and path, without anything that could be a secret
     * @param login of whom it was about, as the caller says; nobody may have it, and then it is not kept: it could be anything
     */
    public void keep(String call, String login) {
        var caller = Objects.requireNonNull(origin.get().userId(), "a refusal is of a recognised caller");
        var verdict = limit.count(caller);
        if (verdict == RefusalLimit.Verdict.DROP) {
            return;
        }
        var subject = repository.userId(login).map(Subject::user).orElse(Subject.UNKNOWN);
        events.fire(new CallRefused(call, verdict == RefusalLimit.Verdict.KEEP ? null : limit.until(caller), subject));
    }
}
