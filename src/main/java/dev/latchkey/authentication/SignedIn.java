package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A session has begun. */
record SignedIn(long userId) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
