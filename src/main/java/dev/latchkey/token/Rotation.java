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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rotates tokens: a new value under the same name and rules, without an outage, because the previous value stays valid
 * for an overlap. Anyone who may generate tokens for the owner may rotate them, and a token may rotate itself if the
 * policy allows. A new value that is still unused may be replaced.
 */
@Stateless
@RolesAllowed(Role.USER)
public class Rotation {

    /** A second rotation within this time would end the value that the first one has just returned. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

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
     * Rotates a token. Its lifetime is counted from today, or shortened to what the policy allows.
     *
     * @param login of the owner; null or blank for the caller
     * @param name of the token; null or blank for the token of the call
     * @throws ForbiddenException if the caller may not generate tokens for the owner and is not the token itself, or
     * the policy does not allow this with a token
     * @throws NotFoundException if no user has the login, or no token of that name exists
     * @throws ConflictException if the previous value is still active and the new one in use, if the caller used the
     * previous value, or another rotation has just happened
     * @throws RateExceededException if the owner exceeds the hourly limit
     * @throws InvalidException if the user is deactivated, the name is missing in a call without token, or the policy
     * does not allow further rotations
     */
    public GeneratedToken rotate(@Nullable String login, @Nullable String name, Overlap overlap, Narrowing to) {
        var own = permission.callerToken().flatMap(tokens::find).orElse(null);
        return own != null && isMeant(own, login, name)
                ? rotateItself(own, overlap, to)
                : rotateNamed(login, name == null ? "" : Text.clean(name), overlap, to);
    }

    private boolean isMeant(AccessToken own, @Nullable String login, @Nullable String name) {
        return (login == null || login.isBlank() || permission.isCaller(login))
                && (name == null || name.isBlank() || Text.clean(name).equals(own.name()));
    }

    private GeneratedToken rotateItself(AccessToken own, Overlap overlap, Narrowing to) {
        var current = lock(permission.ownerOfItself(), own.name());
        // a caller with the previous value must not rotate the current one
        if (current.id() != own.id()) {
            throw new ConflictException("name", "token.rotate.running", own.name());
        }
        return rotate(current, overlap, to);
    }

    private GeneratedToken rotateNamed(@Nullable String login, String name, Overlap overlap, Narrowing to) {
        var ownerLogin = permission.ownerOfNew(login);
        if (name.isEmpty()) {
            throw new InvalidException("name", "token.name.invalid");
        }
        return rotate(lock(ownerLogin, name), overlap, to);
    }

    /** The token that holds the name, after locking its owner. */
    private AccessToken lock(String ownerLogin, String name) {
        var owner = active(users.lock(ownerLogin));
        return tokens.find(owner.id(), name).orElseThrow(() -> new NotFoundException("name", "token.unknown", name));
    }

    /**
     * Rotates the token that a page shows, if it still holds its name.
     *
     * @throws ConflictException also if the owner has changed, or the token was revoked or rotated since
     */
    public GeneratedToken rotate(SeenUser seen, long tokenId, Overlap overlap, Narrowing to) {
        permission.checkOwnerOfNew(seen);
        var owner = active(users.lock(seen));
        var token = tokens.findOf(owner.id(), tokenId)
                .filter(AccessToken::holdsName)
                .orElseThrow(() -> new ConflictException(null, "token.gone"));
        return rotate(token, overlap, to);
    }

    private static User active(User owner) {
        TokenPermission.checkActive(owner);
        return owner;
    }

    private GeneratedToken rotate(AccessToken token, Overlap overlap, Narrowing to) {
        var by = permission.creator(token.owner());
        generation.lock(by, token.replacesId() == null ? List.of(token.id()) : List.of(token.replacesId(), token.id()));
        if (!token.holdsName()) {
            throw new ConflictException(null, "token.gone");
        }
        var now = clock.instant();
        if (token.former(now).isPresent() && token.lastUsedAt() != null) {
            throw new ConflictException("name", "token.rotate.running", token.name());
        }
        if (token.isRotatedSince(now.minus(AT_ONCE))) {
            throw new ConflictException("name", "token.rotate.conflict", token.name());
        }
        permission.checkAnotherValue(token.owner());
        return generation.rotate(token, overlap, to, by);
    }
}
