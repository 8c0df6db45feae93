package dev.latchkey.inventory;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** Somebody had a value and asked whose it is, and it is nobody's. */
record TokenNotFound() implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }
}
