package dev.latchkey.inventory;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** What administrators look up in the inventory. */
sealed interface InventoryEvent extends DomainEvent {

    /** An administrator looked up a value and found its token. */
    record TokenFound(long tokenId, long userId, String name) implements InventoryEvent {

        @Override
        public Subject subject() {
            return Subject.thing("token", tokenId, name).of(userId);
        }
    }

    /** An administrator looked up a value that no token has. */
    record TokenNotFound() implements InventoryEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }
    }

    /**
     * An administrator downloads the list of tokens.
     *
     * @param filter which tokens
     */
    record InventoryExported(String format, String filter) implements InventoryEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("format", format, "filter", filter);
        }
    }
}
