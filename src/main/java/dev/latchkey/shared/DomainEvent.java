package dev.latchkey.shared;

import java.util.Locale;
import java.util.Map;

/**
 * Something that happened, fired in the transaction of the change. The audit log records every event together with its
 * {@link Origin}. Events never hold secrets.
 */
public interface DomainEvent {

    /**
     * The action, derived from the name of the record: {@code TokenGenerated} is {@code TOKEN_GENERATED}, displayed as
     * {@code audit.action.TOKEN_GENERATED} of the message bundle. At most 60 characters.
     */
    default String action() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** The object of the action. */
    Subject subject();

    /**
     * Further facts, such as {@code reason} or {@code expiration}: short, and without personal data, because the log is
     * permanent.
     */
    default Map<String, String> details() {
        return Map.of();
    }

    /**
     * Whether the action was refused. Such an event is fired after the rollback, by the code that answers the refusal.
     */
    default boolean refused() {
        return false;
    }
}
