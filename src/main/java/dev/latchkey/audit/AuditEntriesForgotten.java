package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoint that stays of entries which were kept long enough: the chain begins behind this one. Without such an entry a
 * chain that does not begin with its first one was tampered with.
 *
 * @param last the chain up to the last entry that is forgotten, and the hash of that
 */
record AuditEntriesForgotten(Chain last) implements DomainEvent {

    /** As {@link #action()} names it. */
    static final String ACTION = "AUDIT_ENTRIES_FORGOTTEN";

    /** What such an entry says; empty when it says something else, which nobody but who has SQL can write. */
    static Optional<Chain> read(Map<String, String> details) {
        try {
            return Optional.of(new Chain(
                    Integer.parseInt(details.getOrDefault("chain", "")),
                    Long.parseLong(details.getOrDefault("until", "")),
                    details.getOrDefault("hash", "")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    // ExportCheck reads these three
    @Override
    public Map<String, String> details() {
        return Map.of("chain", Integer.toString(last.id()), "hash", last.hash(), "until", Long.toString(last.length()));
    }
}
