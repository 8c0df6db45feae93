package dev.latchkey.inventory;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/**
 * Somebody takes the list of tokens out of the house.
 *
 * @param filter which tokens
 */
record InventoryExported(String format, String filter) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("format", format, "filter", filter);
    }
}
