package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an entry tells, before it has a place in a chain.
 *
 * @param at to the microsecond, as both databases keep it
 * @param details an object of texts as canonical JSON
 */
public record Occurrence(Instant at, Origin origin, String action, boolean refused, Subject subject, String details) {

    private static final int LONGEST_DETAIL = 500;

    public Occurrence {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static Occurrence of(DomainEvent event, Origin origin, Instant at) {
        return new Occurrence(
                at,
                origin,
                event.action(),
                event.refused(),
                event.subject(),
                CanonicalJson.of(bounded(event.details())));
    }

    private static Map<String, String> bounded(Map<String, String> details) {
        return details.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, detail -> bounded(detail.getValue())));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
