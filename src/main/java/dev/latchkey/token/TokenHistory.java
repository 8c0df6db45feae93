package dev.latchkey.token;

import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the current and former tokens of a user, and their use. Each statement sees what is committed when it begins, with
 * or without a transaction, and one more costs PostgreSQL two messages.
 */
@Stateless
@RolesAllowed(Role.USER)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
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
     * The user whose tokens a page is to show.
     *
     * @param login null or blank for the caller
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     * @throws NotFoundException if no user has the login
     */
    public SeenUser owner(@Nullable String login) {
        return users.seen(permission.owner(login));
    }

    /**
     * The current state of the user that a page shows.
     *
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     */
    public SeenUser owner(SeenUser seen) {
        permission.checkOwner(seen);
        return SeenUser.of(users.get(seen));
    }

    /**
     * The tokens of a user.
     *
     * @param login null or blank for the caller
     * @param offset the number of tokens to skip, from 0
     * @param limit the maximum number of tokens, from 1
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     * @throws NotFoundException if no user has the login
     */
    public UserTokens search(@Nullable String login, TokenStatus status, int offset, int limit) {
        var wanted = permission.owner(login);
        var found = tokens.search(wanted, status, clock.instant(), offset, limit);
        var owner = found.items().isEmpty()
                ? users.seen(wanted).login()
                : found.items().get(0).login();
        return new UserTokens(owner, found.items(), found.total());
    }

    /**
     * For the user that a page shows.
     *
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     */
    public UserTokens search(SeenUser owner, TokenStatus status, int offset, int limit) {
        permission.checkOwner(owner);
        var found = tokens.search(owner.id(), status, clock.instant(), offset, limit);
        return new UserTokens(owner.login(), found.items(), found.total());
    }

    /**
     * The next tokens of a user that hold their names, by name, for callers who read all.
     *
     * @param behind the name after which to start; blank for the first ones
     * @param limit the maximum number of tokens, from 1
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     * @throws NotFoundException if no user has the login
     */
    public List<TokenSummary> named(@Nullable String login, String behind, int limit) {
        return tokens.named(users.seen(permission.owner(login)).id(), behind, clock.instant(), limit);
    }

    /**
     * From where a token may be used, and was.
     *
     * @throws ForbiddenException for a user whose tokens the caller does not manage, even if the token does not exist
     * @throws NotFoundException if the token does not exist
     */
    public TokenPlaces places(long tokenId) {
        var token = tokens.find(tokenId);
        // authorization first, so that callers cannot probe which tokens exist
        permission.owner(token.map(found -> found.owner().login()).orElse("?"));
        return token.map(this::places)
                .orElseThrow(() -> new NotFoundException("id", "token.unknown", Long.toString(tokenId)));
    }

    private TokenPlaces places(AccessToken token) {
        return new TokenPlaces(
                token.name(),
                token.holdsName() || token.isActive(clock.instant()),
                token.networks().orElse(null),
                uses.list(token.id(), LocalDate.now(clock)));
    }

    /**
     * The values of a token by rotation, and those of all descendants, including ended and deleted ones.
     *
     * @return only the id if the token is unknown
     */
    @RolesAllowed(Role.ADMINISTRATOR)
    public Set<Long> lineage(long tokenId) {
        return tokens.descendants(tokenId);
    }
}
