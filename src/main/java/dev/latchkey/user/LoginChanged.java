package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A user signs in with another login from now on. */
public record LoginChanged(long userId, String login, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
