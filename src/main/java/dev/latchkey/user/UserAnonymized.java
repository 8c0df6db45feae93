package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** The personal data of a deactivated user is gone: a neutral login stands for the former one. */
public record UserAnonymized(long userId, String login, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
