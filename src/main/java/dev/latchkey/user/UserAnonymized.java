package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/**
 * The personal data of a deactivated user is gone: a neutral login stands for the former one. Who keeps data of the user
 * erases it in the same transaction.
 *
 * @param formerLogin for who keeps what only that login tells to be about the user; it goes into no log
 */
public record UserAnonymized(long userId, String login, String formerLogin, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
