package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** At the start of the server, its owner had an administrator given a new password: the old one was lost. */
public record AdministratorReset(long userId) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
