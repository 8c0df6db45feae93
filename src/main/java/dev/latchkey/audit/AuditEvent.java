package dev.latchkey.audit;

import dev.latchkey.platform.FileFormat;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events about the audit log itself, and the refused calls that it records. */
sealed interface AuditEvent extends DomainEvent {

    /**
     * The checkpoint that replaces entries past their retention: the chain begins behind this one. A chain that begins later
     * than with its first entry, and has no such checkpoint, was tampered with.
     *
     * @param last the chain up to the last forgotten entry, with the hash of that entry
     */
    record AuditEntriesForgotten(Chain last) implements AuditEvent {

        /** The name in {@link #action()}. */
        static final String ACTION = "AUDIT_ENTRIES_FORGOTTEN";

        /** Reads the details of such an entry; empty if they are malformed, which takes SQL to write. */
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
            return Map.of(
                    "chain", Integer.toString(last.id()), "hash", last.hash(), "until", Long.toString(last.length()));
        }
    }

    /**
     * An administrator downloads entries.
     *
     * @param filter which entries; blank for all
     */
    record AuditLogExported(FileFormat format, String filter) implements AuditEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }

        @Override
        public Map<String, String> details() {
            return filter.isEmpty()
                    ? Map.of("format", format.name())
                    : Map.of("format", format.name(), "filter", filter);
        }
    }

    /**
     * The server refused a call of an authenticated caller (403).
     *
     * @param call method and path, without anything that could be a secret
     * @param notKeptUntil after too many refusals, those of this caller are not kept until then; null while they are
     * @param subject the user whom the call was about, if known
     */
    record CallRefused(String call, @Nullable Instant notKeptUntil, Subject subject) implements AuditEvent {

        @Override
        public Map<String, String> details() {
            return notKeptUntil == null
                    ? Map.of("call", call)
                    : Map.of(
                            "call",
                            call,
                            "notKeptUntil",
                            notKeptUntil.truncatedTo(ChronoUnit.SECONDS).toString());
        }

        @Override
        public boolean refused() {
            return true;
        }
    }
}
