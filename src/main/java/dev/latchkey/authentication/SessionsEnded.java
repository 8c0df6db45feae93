package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** A user has signed out elsewhere, or everywhere. */
record SessionsEnded(long userId, int count) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("count", Integer.toString(count));
    }
}
