package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/**
 * Somebody takes entries out of the house.
 *
 * @param filter which entries; blank for all
 */
record AuditLogExported(Export.Format format, String filter) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return filter.isEmpty() ? Map.of("format", format.name()) : Map.of("format", format.name(), "filter", filter);
    }
}
