package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Keeps what callers wanted and were refused, after the rollback: nothing else is left of it. */
@Stateless
@PermitAll
public class Refusals {

    @Inject
    AuditRepository repository;

    @Inject
    Event<DomainEvent> events;

    /**
     * @param call method and path, without anything that could be a secret
     * @param login of whom it was about, as the caller says; nobody may have it, and then it is not kept: it could be anything
     */
    public void keep(String call, String login) {
        var subject = repository.userId(login).map(Subject::user).orElse(Subject.UNKNOWN);
        events.fire(new CallRefused(call, subject));
    }
}
