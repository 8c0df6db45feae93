package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** The name or the email of a user is another one now. */
public record UserUpdated(long userId, String login, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
