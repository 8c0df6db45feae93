package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.LocalDate;
import java.util.Map;

/** Tokens that ended before this day cannot be looked up any more. */
public record TokensForgotten(LocalDate endedBefore, int count) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("endedBefore", endedBefore.toString(), "count", Integer.toString(count));
    }
}
