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
 * Gives a token a new value under the same name and rules, without an outage: the former value stays good for an overlap.
 * Whoever may generate a token for its owner may rotate it, and a token may rotate itself if the policy lets it.
 * A new value that nobody has used yet may be replaced by another one.
 */
@Stateless
@RolesAllowed(Role.USER)
public class Rotation {

    /** Of two rotations that come so close together, the second would end the value that the first has just handed out. */
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
     * Rotates a token. It ends as many days after today as it lived from its generation, or earlier when the policy says
     * so.
     *
     * @param login whose token; null or blank for the caller's own
     * @param name which token; null or blank for the one with which the caller came
     * @throws ForbiddenException when the caller may neither generate tokens for the owner nor is the token itself, or when
     *     the caller came with a token and the policy does not let it
     * @throws NotFoundException when nobody has the login, or no token of that name is live
     * @throws ConflictException when the former value is still good and the new one in use already, or the caller came with
     *     the former, or somebody else rotated it just now
     * @throws RateExceededException when too many values were made for the owner in the last hour
     * @throws InvalidException when the user is deactivated, no name is given and the caller came without a token, or the token
     *     has been rotated for as long as the policy allows
     */
    public GeneratedToken rotate(@Nullable String login, @Nullable String name, Overlap overlap) {
        var own = permission.callerToken().flatMap(tokens::find);
        var itself = own.filter(token -> (login == null || login.isBlank() || permission.isCaller(login))
                && (name == null || name.isBlank() || Text.clean(name).equals(token.name())));
        var ownerLogin = itself.isPresent() ? permission.ownerOfItself() : permission.ownerOfNew(login);
        var wanted = itself.map(AccessToken::name).orElse(name == null ? "" : Text.clean(name));
        if (wanted.isEmpty()) {
            throw new InvalidException("name", "token.name.invalid");
        }
        var owner = active(users.lock(ownerLogin));
        var token = tokens.find(owner.id(), wanted)
                .orElseThrow(() -> new NotFoundException("name", "token.unknown", wanted));
        // who came with the former value may not take the name's token for itself
        if (itself.isPresent() && itself.get().id() != token.id()) {
            throw new ConflictException("name", "token.rotate.running", wanted);
        }
        return rotate(token, overlap);
    }

    /**
     * The same with the token that a page shows, as long as it goes by its name.
     *
     * @throws ConflictException also when the owner is no longer what was seen, or the token has been revoked or has got
     *     another value since
     */
    public GeneratedToken rotate(SeenUser seen, long tokenId, Overlap overlap) {
        permission.checkOwnerOfNew(seen);
        var owner = active(users.lock(seen));
        var token = tokens.findOf(owner.id(), tokenId)
                .filter(AccessToken::holdsName)
                .orElseThrow(() -> new ConflictException(null, "token.gone"));
        return rotate(token, overlap);
    }

    private static User active(User owner) {
        if (!owner.isActive()) {
            throw new InvalidException("login", "token.user.deactivated", owner.login());
        }
        return owner;
    }

    private GeneratedToken rotate(AccessToken token, Overlap overlap) {
        var by = permission.creator();
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
        return generation.rotate(token, overlap, by);
    }
}
