package dev.latchkey.inventory;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** Somebody takes the list of tokens out of the house. */
record InventoryExported(String format) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("format", format);
    }
}
