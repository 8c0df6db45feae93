package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A deactivated user may sign in again; the tokens of before stay revoked. */
public record UserReactivated(long userId, String login, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
