package dev.latchkey.scope;

import dev.latchkey.scope.ScopeEvent.ScopeCreated;
import dev.latchkey.scope.ScopeEvent.ScopeDeleted;
import dev.latchkey.scope.ScopeEvent.ScopeUpdated;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;

/** Manages the scopes of the organisation's services. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class ScopeService {

    private static final int LONGEST_TEXT = 255;

    /** Whoever generates a token sees all of them in one list. */
    private static final int MOST = 1_000;

    @Inject
    ScopeRepository scopes;

    @Inject
    CredentialRule rule;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * @throws InvalidException if the name is taken
     * @throws ConflictException if there are 1,000 scopes
     */
    public Scope create(@Valid ScopeDetails details) {
        if (scopes.count() >= MOST) {
            throw new ConflictException(null, "scope.many", MOST);
        }
        var scope = new Scope(details, clock.instant());
        scopes.add(scope);
        events.fire(new ScopeCreated(scope.id(), scope.name(), scope.description(), scope.isAdministratorsOnly()));
        return scope;
    }

    /**
     * Changes everything but the name.
     *
     * @throws NotFoundException if no scope has the name
     * @throws ForbiddenException if the policy does not allow tokens to loosen it, and everybody could give the scope from
     * now on
     */
    public Scope update(@Valid ScopeDetails details) {
        return update(find(details.name()), details);
    }

    /**
     * Changes the scope that a page shows.
     *
     * @param version as shown
     * @throws ConflictException if it was changed or deleted
     */
    public Scope update(long id, int version, @Valid ScopeDetails details) {
        return update(
                scopes.lock(id)
                        .filter(scope -> scope.version() == version)
                        .orElseThrow(() -> new ConflictException(null, "scope.gone")),
                details);
    }

    private Scope update(Scope scope, ScopeDetails details) {
        var wanted = details.administratorsOnly();
        var only = wanted == null ? scope.isAdministratorsOnly() : wanted;
        if (scope.isAdministratorsOnly() && !only) {
            rule.check(CredentialAct.LOOSEN_POLICY);
        }
        scope.change(details.description(), only);
        events.fire(new ScopeUpdated(scope.id(), scope.name(), scope.description(), scope.isAdministratorsOnly()));
        return scope;
    }

    /**
     * Deletes a scope. Tokens that have it lose it, and stay limited to their other scopes.
     *
     * @throws NotFoundException if no scope has the name
     * @throws InvalidException for one of Latchkey's own
     */
    public void delete(String name) {
        delete(find(name));
    }

    /**
     * Deletes the scope that a page shows.
     *
     * @throws ConflictException if it was deleted, even if another one has its name
     */
    public void delete(long id) {
        delete(scopes.lock(id).orElseThrow(() -> new ConflictException(null, "scope.gone")));
    }

    private void delete(Scope scope) {
        if (scope.own().isPresent()) {
            throw new InvalidException("name", "scope.name.own");
        }
        var name = scope.name();
        scope.delete();
        events.fire(new ScopeDeleted(scope.id(), name));
    }

    private Scope find(String name) {
        return scopes.lock(name).orElseThrow(() -> new NotFoundException("name", "scope.unknown", name));
    }

    /**
     * Scopes by name, for everybody who may generate tokens.
     *
     * @param text part of name or description, in any case; blank for all; at most 255 characters
     * @param offset the number of scopes to skip, from 0
     * @param limit the maximum number of scopes, 1–1,000
     */
    @RolesAllowed(Role.USER)
    public Page<Scope> search(String text, int offset, int limit) {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidException("q", "scope.query", LONGEST_TEXT);
        }
        return scopes.search(text, offset, limit);
    }
}
