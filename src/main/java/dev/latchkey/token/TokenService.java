package dev.latchkey.token;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.shared.Text;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Generates, counts and revokes tokens. */
@Stateless
@RolesAllowed(Role.USER)
public class TokenService {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenPermission permission;

    @Inject
    Generation generation;

    @Inject
    Revocation revocation;

    @Inject
    UserDirectory users;

    @Inject
    Clock clock;

    /**
     * Generates a token.
     *
     * @throws ForbiddenException when it would be somebody else's and the caller is no administrator, or when the
     *     caller came with a token and the policy does not let tokens generate any
     * @throws NotFoundException when nobody has the login, or there is no project of that key
     * @throws InvalidException when the input breaks a rule, the name is taken, or the user is deactivated
     * @throws ConflictException when the owner has as many active tokens as a user may have
     * @throws RateExceededException when too many were generated for the owner in the last hour
     */
    public GeneratedToken generate(@Valid NewToken details) {
        return generate(users.lock(permission.ownerOfNew(details.login())), details);
    }

    /**
     * The same for the user whom a page shows.
     *
     * @throws ConflictException when the user is no longer what was seen
     */
    public GeneratedToken generate(SeenUser owner, @Valid NewToken details) {
        permission.checkOwnerOfNew(owner);
        return generate(users.lock(owner), details);
    }

    private GeneratedToken generate(User owner, NewToken details) {
        if (!owner.isActive()) {
            throw new InvalidException("login", "token.user.deactivated", owner.login());
        }
        checkType(details.type(), owner.login());
        permission.checkAnother(owner);
        return generation.generate(owner, details, permission.creator());
    }

    private void checkType(TokenType type, String login) {
        if (type != TokenType.USER_TOKEN && !permission.isCaller(login)) {
            throw new InvalidException("type", "token.type.others");
        }
    }

    /**
     * Ends a token; from the moment this returns it is refused. Does nothing when there is no such token.
     *
     * @param login whose token; null or blank for the caller's own
     * @throws ForbiddenException when it is somebody else's and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     */
    public void revoke(@Nullable String login, String name) {
        var wanted = Text.clean(name);
        if (wanted.isEmpty() || wanted.length() > NewToken.LONGEST_NAME) {
            throw new InvalidException("name", "token.name.invalid");
        }
        // Locked, so that a rotation has either not begun or left both values to be found.
        revoke(users.lock(permission.owner(login)), wanted);
    }

    /**
     * Ends the token that a page shows, the value included that it got by rotation since.
     *
     * @throws ForbiddenException when it is somebody else's and the caller is no administrator
     * @throws ConflictException when the owner is no longer what was seen, or the token has been revoked already
     */
    public void revoke(SeenUser owner, long tokenId) {
        permission.checkOwner(owner);
        var user = users.lock(owner);
        var token = tokens.findOf(user.id(), tokenId)
                .filter(found -> found.holdsName() || found.isActive(clock.instant()))
                .orElseThrow(() -> new ConflictException(null, "token.gone"));
        revoke(user, token.name());
    }

    private void revoke(User owner, String name) {
        var by = permission.caller();
        var reason = permission.isCaller(owner.login()) ? EndReason.OWNER : EndReason.ADMINISTRATOR;
        tokens.lockNamed(owner.id(), name, clock.instant())
                .forEach(token -> revocation.revoke(token, by, reason));
    }

    /** The token with which the caller came; empty for who came otherwise. */
    @RolesAllowed({Role.USER, Role.ANALYSIS})
    public Optional<AccessToken> ofCaller() {
        return permission.callerToken().flatMap(tokens::find);
    }

    /**
     * How many tokens of each of these users hold their names; users without any are left out.
     *
     * @throws ForbiddenException when somebody else is among them and the caller is no administrator
     */
    public Map<Long, Long> count(Collection<Long> userIds) {
        permission.checkOwners(userIds);
        return tokens.countNamed(userIds);
    }
}
