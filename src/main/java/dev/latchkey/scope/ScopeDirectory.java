package dev.latchkey.scope;

import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds scopes for services of other features, within their transactions and after their own authorization. Pages and
 * API use {@link ScopeService}.
 */
@Dependent
public class ScopeDirectory {

    /** The most that one token has. */
    public static final int MOST = 50;

    @Inject
    ScopeRepository scopes;

    /**
     * The scopes of these names. One that is deleted meanwhile means nothing from then on.
     *
     * @throws InvalidException if one does not exist, or there are more than 50
     */
    public List<Scope> find(Set<String> names) {
        if (names.size() > MOST) {
            throw new InvalidException("scopes", "token.scopes.many", MOST);
        }
        var found = scopes.find(names);
        if (found.size() < names.size()) {
            var unknown = new TreeSet<>(names);
            found.forEach(scope -> unknown.remove(scope.name()));
            throw new InvalidException("scopes", "scope.unknown", unknown.first());
        }
        return found;
    }
}
