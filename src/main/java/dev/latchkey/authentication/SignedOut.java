package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A user has ended the session. */
record SignedOut(long userId) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
