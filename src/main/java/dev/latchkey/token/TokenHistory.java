package dev.latchkey.token;

import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what tokens a user has and had, and how they were used. */
@Stateless
@RolesAllowed(Role.USER)
public class TokenHistory {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenUseRepository uses;

    @Inject
    TokenPermission permission;

    @Inject
    UserDirectory users;

    @Inject
    Clock clock;

    /**
     * The tokens of a user.
     *
     * @param login null or blank for the caller's own
     * @param offset how many to leave out, from 0
     * @param limit how many at the most, from 1
     * @throws ForbiddenException when it is somebody else and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     */
    public UserTokens search(@Nullable String login, TokenStatus status, int offset, int limit) {
        return search(users.get(permission.owner(login)), status, offset, limit);
    }

    /**
     * The same for the user whom a page shows, with what has become of that user.
     *
     * @throws ForbiddenException when it is somebody else and the caller is no administrator
     */
    public UserTokens search(SeenUser seen, TokenStatus status, int offset, int limit) {
        permission.checkOwner(seen);
        return search(users.get(seen), status, offset, limit);
    }

    private UserTokens search(User owner, TokenStatus status, int offset, int limit) {
        var found = tokens.search(owner.id(), status, clock.instant(), offset, limit);
        return new UserTokens(SeenUser.of(owner), found.items(), found.total());
    }

    /**
     * The next live tokens of a user by name, for who reads all of them.
     *
     * @param behind the name behind which they come; blank for the first ones
     * @param limit how many at the most, from 1
     * @throws ForbiddenException when it is somebody else and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     */
    public List<AccessToken> named(@Nullable String login, String behind, int limit) {
        return tokens.named(users.get(permission.owner(login)).id(), behind, limit);
    }

    /**
     * From where a token was used in the last 30 days, the latest first.
     *
     * @throws ForbiddenException when it is not the caller's, or there is none, and the caller is no administrator
     * @throws NotFoundException when there is no such token
     */
    public List<DayOfUse> uses(long tokenId) {
        var owner = tokens.find(tokenId).map(token -> token.owner().login());
        // before it is said that there is none: who may not ask learns nothing about which tokens there are
        permission.owner(owner.orElse("?"));
        if (owner.isEmpty()) {
            throw new NotFoundException("id", "token.unknown", Long.toString(tokenId));
        }
        return uses.list(tokenId, LocalDate.now(clock));
    }

    /**
     * A token's values by rotation, and those of every token that comes from it by generation or rotation, by as many steps as
     * it takes; ended and forgotten ones included.
     *
     * @return the id alone when no token has it
     */
    @RolesAllowed(Role.ADMINISTRATOR)
    public Set<Long> lineage(long tokenId) {
        return tokens.descendants(tokenId);
    }
}
