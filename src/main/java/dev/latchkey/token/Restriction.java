package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.project.Project;
import dev.latchkey.project.ProjectDirectory;
import dev.latchkey.scope.Scope;
import dev.latchkey.scope.ScopeDirectory;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Restricts new tokens to their project and their scopes. A token hands on no more than it has. */
@Dependent
class Restriction {

    @Inject
    ProjectDirectory projects;

    @Inject
    ScopeDirectory scopes;

    @Inject
    CurrentPolicy policy;

    @Inject
    SecurityContext caller;

    /**
     * Restricts a new token, and locks its project against deletion.
     *
     * @throws InvalidException if the project is missing, a scope does not exist, there are more than 50, or the policy
     * demands some
     * @throws NotFoundException if the project does not exist
     * @throws ForbiddenException if the caller's token lacks a scope, or only administrators give it
     */
    void apply(AccessToken token, NewToken details) {
        restrictToProject(token, details);
        if (details.scopes() == null) {
            checkMayBeUnlimited();
            checkNoneRequired();
        } else {
            token.limitTo(given(details.scopes()));
        }
    }

    /** As {@link #apply}, with scopes that an administrator gave before. */
    void applyOffered(AccessToken token, NewToken details) {
        restrictToProject(token, details);
        if (details.scopes() == null) {
            checkNoneRequired();
        } else {
            token.limitTo(scopes.find(details.scopes()));
        }
    }

    private void restrictToProject(AccessToken token, NewToken details) {
        if (token.type() == TokenType.PROJECT_ANALYSIS_TOKEN) {
            token.restrictTo(project(details.projectKey()));
        }
    }

    private void checkNoneRequired() {
        if (policy.get().scopesRequired()) {
            throw new InvalidException("scopes", "token.scopes.required");
        }
    }

    private Project project(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new InvalidException("projectKey", "token.project.missing");
        }
        return projects.lock(key);
    }

    /**
     * Restricts the new value of a token as the token was, or to fewer scopes, and locks its project against deletion.
     *
     * @param names of the scopes that it keeps; null for all
     * @throws InvalidException if the token lacks one of the scopes
     * @throws NotFoundException if its project is being deleted
     * @throws ForbiddenException if the caller's token lacks a scope, or only administrators give it
     */
    void applyAgain(AccessToken value, @Nullable Set<String> names) {
        if (value.projectKey() != null) {
            projects.lock(value.projectKey());
        }
        var former = value.scopes();
        if (names == null) {
            former.ifPresentOrElse(this::checkHasAll, this::checkMayBeUnlimited);
        } else if (former.isEmpty()) {
            value.limitTo(given(names));
        } else {
            lacking(former.get(), names).ifPresent(name -> {
                throw new InvalidException("scopes", "token.scopes.wider", name);
            });
            checkHasAll(names);
            value.limitTo(scopes.find(names));
        }
    }

    private List<Scope> given(Set<String> names) {
        checkHasAll(names);
        var found = scopes.find(names);
        if (!caller.isCallerInRole(Role.ADMINISTRATOR)) {
            found.stream().filter(Scope::isAdministratorsOnly).findFirst().ifPresent(scope -> {
                throw new ForbiddenException("scopes", "token.scopes.administrators", scope.name());
            });
        }
        return found;
    }

    private void checkHasAll(Set<String> names) {
        limits().flatMap(own -> lacking(own, names).stream()).findFirst().ifPresent(name -> {
            throw new ForbiddenException("scopes", "token.scopes.lacking", name);
        });
    }

    private void checkMayBeUnlimited() {
        limits().findFirst().ifPresent(own -> {
            throw new ForbiddenException("scopes", "token.scopes.limited", String.join(", ", new TreeSet<>(own)));
        });
    }

    private static Optional<String> lacking(Set<String> held, Set<String> names) {
        return names.stream().filter(name -> !held.contains(name)).min(Comparator.naturalOrder());
    }

    /** The scopes of the caller's token, if it is limited. */
    private Stream<Set<String>> limits() {
        return caller.getPrincipalsByType(TokenCaller.class).stream()
                .map(TokenCaller::scopes)
                .filter(Objects::nonNull);
    }
}
