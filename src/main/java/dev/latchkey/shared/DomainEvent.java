package dev.latchkey.shared;

import java.util.Locale;
import java.util.Map;

/**
 * Something that happened, fired in the transaction of the change. Every one becomes an entry of the audit log, who did
 * it and from where included ({@link Origin}). It never holds a secret.
 */
public interface DomainEvent {

    /**
     * What happened, after the name of the record: {@code TokenGenerated} is {@code TOKEN_GENERATED}, and
     * {@code audit.action.TOKEN_GENERATED} are its words in the message bundle. At most 60 characters.
     */
    default String action() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** What it happened to. */
    Subject subject();

    /** What else is worth knowing in a year, such as {@code reason} or {@code expiration}: short, no personal data. */
    default Map<String, String> details() {
        return Map.of();
    }

    /** Whether it was attempted and refused. Such an event is fired after the rollback, where the refusal is answered. */
    default boolean refused() {
        return false;
    }
}
