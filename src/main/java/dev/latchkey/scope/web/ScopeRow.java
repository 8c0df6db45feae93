package dev.latchkey.scope.web;

import dev.latchkey.scope.OwnScope;
import dev.latchkey.scope.Scope;
import java.io.Serializable;

/**
 * A scope in the table.
 *
 * @param own which of Latchkey's own; blank for others
 */
public record ScopeRow(long id, int version, String name, String description, boolean administratorsOnly, String own)
        implements Serializable {

    static ScopeRow of(Scope scope) {
        return new ScopeRow(
                scope.id(),
                scope.version(),
                scope.name(),
                scope.description(),
                scope.isAdministratorsOnly(),
                scope.own().map(OwnScope::name).orElse(""));
    }
}
