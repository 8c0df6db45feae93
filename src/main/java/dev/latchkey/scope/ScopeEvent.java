package dev.latchkey.scope;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** The events about a scope. */
public sealed interface ScopeEvent extends DomainEvent {

    long scopeId();

    String name();

    @Override
    default Subject subject() {
        return Subject.thing("scope", scopeId(), name());
    }

    record ScopeCreated(long scopeId, String name, String description, boolean administratorsOnly)
            implements ScopeEvent {

        @Override
        public Map<String, String> details() {
            return ScopeEvent.details(description, administratorsOnly);
        }
    }

    record ScopeUpdated(long scopeId, String name, String description, boolean administratorsOnly)
            implements ScopeEvent {

        @Override
        public Map<String, String> details() {
            return ScopeEvent.details(description, administratorsOnly);
        }
    }

    record ScopeDeleted(long scopeId, String name) implements ScopeEvent {}

    private static Map<String, String> details(String description, boolean administratorsOnly) {
        return Map.of("description", description, "administratorsOnly", Boolean.toString(administratorsOnly));
    }
}
