package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.LocalDate;
import java.util.Map;

/** Live tokens that would have lived longer expire on this day at the latest. */
public record TokensShortened(LocalDate latest, int count) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("expiration", latest.toString(), "count", Integer.toString(count));
    }
}
