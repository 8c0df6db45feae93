package dev.latchkey.inventory;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** Somebody had a value and asked whose it is. */
record TokenFound(long tokenId, long userId, String name) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("token", tokenId, name).of(userId);
    }
}
