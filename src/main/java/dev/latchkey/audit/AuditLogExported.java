package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** Somebody takes entries out of the house. */
record AuditLogExported(Export.Format format) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("format", format.name());
    }
}
