package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A user likes the pages in another language or in other colours. */
public record PreferencesChanged(long userId) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }
}
