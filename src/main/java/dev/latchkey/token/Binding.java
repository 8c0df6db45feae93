package dev.latchkey.token;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Binds existing tokens to networks, with both values during a rotation. Whoever may revoke a token may take networks away
 * from it; whoever may generate one for its owner may add some.
 */
@Stateless
@RolesAllowed(Role.USER)
public class Binding {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenPermission permission;

    @Inject
    Generation generation;

    @Inject
    UserDirectory users;

    @Inject
    Clock clock;

    /**
     * Binds a token.
     *
     * @param login of the owner; null or blank for the caller
     * @param to null for every network
     * @throws ForbiddenException for a user whose tokens the caller does not manage; if these networks are wider, also if
     * the policy does not allow tokens to generate tokens, or the caller's token is bound to less or lacks a scope of the
     * token
     * @throws NotFoundException if no user has the login, or no token of that name exists
     * @throws InvalidException if these are wider, and the policy demands networks
     */
    public void bind(@Nullable String login, String name, @Nullable Networks to) {
        var wanted = NewToken.checkedName(name);
        var owner = users.lock(permission.ownerOfBound(login));
        var by = permission.creator(owner);
        var values = values(owner, wanted, by);
        if (values.isEmpty()) {
            throw new NotFoundException("name", "token.unknown", wanted);
        }
        bind(values, to, by);
    }

    /**
     * Binds the token that a page shows.
     *
     * @param seen the networks that the page shows
     * @throws ForbiddenException as above, even if the token does not exist
     * @throws ConflictException if it was revoked, or its networks changed, meanwhile
     * @throws InvalidException as above
     */
    public void bind(long tokenId, @Nullable Networks seen, @Nullable Networks to) {
        var shown = tokens.find(tokenId);
        var login = permission.ownerOfBound(
                shown.map(token -> token.owner().login()).orElse("?"));
        var name = shown.orElseThrow(Binding::gone).name();
        var owner = users.lock(login);
        var by = permission.creator(owner);
        var values = values(owner, name, by);
        if (values.stream().noneMatch(value -> value.id() == tokenId)) {
            throw gone();
        }
        // the value that holds the name, too: a rotation since may have given it less
        if (values.stream()
                .filter(value -> value.id() == tokenId || value.holdsName())
                .anyMatch(value -> !Objects.equals(value.networks().orElse(null), seen))) {
            throw new ConflictException(null, "token.networks.changed");
        }
        bind(values, to, by);
    }

    private static ConflictException gone() {
        return new ConflictException(null, "token.gone");
    }

    /**
     * The values that hold the name or are active, locked with the caller's token. The lock of the owner keeps others from
     * joining.
     */
    private List<AccessToken> values(User owner, String name, Creator by) {
        var now = clock.instant();
        generation.lock(by, tokens.namedIds(owner.id(), name, now));
        return tokens.lockNamed(owner.id(), name, now);
    }

    private void bind(List<AccessToken> values, @Nullable Networks to, Creator by) {
        if (values.stream().anyMatch(value -> Restriction.isWider(value, to))) {
            permission.checkWiden();
        }
        values.forEach(value -> generation.bind(value, to, by));
    }
}
