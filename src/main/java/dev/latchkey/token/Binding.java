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
import org.jspecify.annotations.Nullable;

/**
 * Binds existing tokens to networks, with both values during a rotation. Whoever may revoke a token may take networks away from
 * it; whoever may generate one for its owner may add some.
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
     * @throws ForbiddenException for a user whose tokens the caller does not manage; if these networks are wider, also if the
     * policy does not allow tokens to generate tokens, or the caller's token is bound to less
     * @throws NotFoundException if no user has the login, or no token of that name exists
     * @throws InvalidException if these are wider, and the policy demands networks
     */
    public void bind(@Nullable String login, String name, @Nullable Networks to) {
        var wanted = NewToken.checkedName(name);
        var owner = users.lock(permission.ownerOfBound(login));
        var values = values(owner, wanted);
        if (values.isEmpty()) {
            throw new NotFoundException("name", "token.unknown", wanted);
        }
        bind(values, to);
    }

    /**
     * Binds the token that a page shows.
     *
     * @throws ForbiddenException as above, even if the token does not exist
     * @throws ConflictException if it was revoked meanwhile
     * @throws InvalidException as above
     */
    public void bind(long tokenId, @Nullable Networks to) {
        var shown = tokens.find(tokenId);
        var owner = permission.ownerOfBound(
                shown.map(token -> token.owner().login()).orElse("?"));
        var values = shown.isEmpty()
                ? List.<AccessToken>of()
                : values(users.lock(owner), shown.get().name());
        if (values.stream().noneMatch(value -> value.id() == tokenId)) {
            throw new ConflictException(null, "token.gone");
        }
        bind(values, to);
    }

    /** The values that hold the name or are active. */
    private List<AccessToken> values(User owner, String name) {
        return tokens.lockNamed(owner.id(), name, clock.instant());
    }

    private void bind(List<AccessToken> values, @Nullable Networks to) {
        var by = permission.creator();
        if (values.stream().anyMatch(value -> Restriction.isWider(value, to))) {
            permission.checkWiden();
            generation.lockCaller(by);
        }
        values.forEach(value -> generation.bind(value, to, by));
    }
}
