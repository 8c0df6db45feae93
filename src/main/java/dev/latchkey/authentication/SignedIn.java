package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Locale;
import java.util.Map;

/** A session has begun, or the first call of a day with login and password has come from a network. */
record SignedIn(long userId, Way way) implements DomainEvent {

    /** How. */
    enum Way {
        SESSION,
        BASIC
    }

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("by", way.name().toLowerCase(Locale.ROOT));
    }
}
