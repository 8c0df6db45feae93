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

/** Records refused calls after the rollback, which leaves no other trace. */
@Stateless
@PermitAll
public class RefusalLog {

    @Inject
    AuditRepository repository;

    @Inject
    RefusalLimit limit;

    @Inject
    CurrentOrigin origin;

    @Inject
    Event<DomainEvent> events;

    /**
     * Records a refusal of an authenticated caller within the hourly limit; the last entry notes the limit.
     *
     * @param call method and path, without anything that could be a secret
     * @param login of the user concerned, as sent by the caller; recorded only if the user exists
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
