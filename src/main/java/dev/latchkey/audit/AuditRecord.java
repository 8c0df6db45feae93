package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Subject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The content of an entry before it joins a chain.
 *
 * @param at to the microsecond, the precision of both databases
 * @param detailsJson an object of strings as canonical JSON
 */
public record AuditRecord(
        Instant at, Origin origin, String action, boolean refused, Subject subject, String detailsJson) {

    private static final int LONGEST_DETAIL = 500;

    public AuditRecord {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    static AuditRecord of(DomainEvent event, Origin origin, Instant at) {
        return new AuditRecord(
                at,
                origin,
                event.action(),
                event.refused(),
                event.subject(),
                CanonicalJson.of(bounded(event.details())));
    }

    /** The details, by name. */
    public Map<String, String> details() {
        try (var reader = Json.createReader(new StringReader(detailsJson))) {
            var details = new TreeMap<String, String>();
            reader.readObject().forEach((name, value) -> details.put(name, ((JsonString) value).getString()));
            return details;
        } catch (JsonException | ClassCastException e) {
            // The row was tampered with; verification reports it, and until then it stays viewable.
            return Map.of("", detailsJson);
        }
    }

    private static Map<String, String> bounded(Map<String, String> details) {
        return details.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, detail -> bounded(detail.getValue())));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
