package dev.latchkey.shared;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that happened, fired in the transaction of the change. Each becomes an entry of the audit log. The caller and the
 * client come from {@link CurrentOrigin}, never from the event, and an event holds no secret. Each feature nests its events
 * in one sealed interface. This one cannot be sealed: Java wants all of a sealed family in one package.
 */
public interface DomainEvent {

    /** Between two words of a record's name. */
    Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /**
     * The action, derived from the name of the record: {@code TokenGenerated} is {@code TOKEN_GENERATED}, displayed as
     * {@code audit.action.TOKEN_GENERATED} of the message bundle. At most 60 characters.
     */
    default String action() {
        return action(getClass());
    }

    /** The action of each event of this class. */
    static String action(Class<?> event) {
        return WORD_BOUNDARY.matcher(event.getSimpleName()).replaceAll("_").toUpperCase(Locale.ROOT);
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
