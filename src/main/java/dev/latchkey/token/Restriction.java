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

/** Restricts tokens to their project, their scopes and their networks. A token hands on no more than it has. */
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
     * demands some, or networks
     * @throws NotFoundException if the project does not exist
     * @throws ForbiddenException if the caller's token lacks a scope, only administrators give it, or the caller's token is
     * bound to less than these networks
     */
    void apply(AccessToken token, NewToken details, Creator by) {
        restrictToProject(token, details);
        if (details.scopes() == null) {
            checkMayBeUnlimited();
            checkNoneRequired();
        } else {
            token.limitTo(given(details.scopes()));
        }
        checkHandsOn(details.networks(), by);
        bindNew(token, details);
    }

    /** As {@link #apply}, with scopes and networks that an administrator gave before. */
    void applyOffered(AccessToken token, NewToken details) {
        restrictToProject(token, details);
        if (details.scopes() == null) {
            checkNoneRequired();
        } else {
            token.limitTo(scopes.find(details.scopes()));
        }
        bindNew(token, details);
    }

    private void bindNew(AccessToken token, NewToken details) {
        checkDemanded(details.networks());
        token.bindTo(details.networks());
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
     * Restricts the new value of a token as the token was, or more, and locks its project against deletion.
     *
     * @throws InvalidException if no scopes remain, the token lacks one of them, or is bound to less than the networks
     * @throws NotFoundException if its project is being deleted
     * @throws ForbiddenException if the caller's token lacks a scope, only administrators give it, or the caller's token is
     * bound to less than the networks
     */
    void applyAgain(AccessToken value, Narrowing to, Creator by) {
        if (value.projectKey() != null) {
            projects.lock(value.projectKey());
        }
        limitAgain(value, to.scopes());
        if (to.networks() != null) {
            if (isWider(value, to.networks())) {
                throw new InvalidException("networks", "token.networks.wider");
            }
            value.bindTo(to.networks());
        }
        checkHandsOn(value.networks().orElse(null), by);
    }

    /** @param names of the scopes that it keeps; null for all */
    private void limitAgain(AccessToken value, @Nullable Set<String> names) {
        var former = value.scopes();
        if (names == null) {
            former.ifPresentOrElse(this::checkHasAll, this::checkMayBeUnlimited);
        } else if (names.isEmpty()) {
            throw new InvalidException("scopes", "token.scopes.missing");
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

    /**
     * Binds an existing token.
     *
     * @param to null for every network
     * @throws InvalidException if the policy demands networks
     * @throws ForbiddenException if these are wider, and the caller's token is bound to less, or lacks a scope of the token
     */
    void bind(AccessToken token, @Nullable Networks to, Creator by) {
        if (isWider(token, to)) {
            checkReaches(token);
            checkHandsOn(to, by);
            checkDemanded(to);
        }
        token.bindTo(to);
    }

    /** Whether the token could be used from more networks than now. */
    static boolean isWider(AccessToken token, @Nullable Networks to) {
        return token.networks().filter(now -> to == null || !now.contain(to)).isPresent();
    }

    private static void checkHandsOn(@Nullable Networks networks, Creator by) {
        var own = by.networks();
        if (own != null && (networks == null || !own.contain(networks))) {
            throw new ForbiddenException("networks", "token.networks.lacking");
        }
    }

    private void checkDemanded(@Nullable Networks networks) {
        if (networks == null && policy.get().networksRequired()) {
            throw new InvalidException("networks", "token.networks.required");
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

    /** Whoever has a token that leaked must not open it with another that may do less. */
    private void checkReaches(AccessToken token) {
        if (limits().anyMatch(own -> token.scopes().filter(own::containsAll).isEmpty())) {
            throw new ForbiddenException("networks", "token.networks.scopes");
        }
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
