package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** There is a new user. */
public record UserCreated(long userId, String login, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
