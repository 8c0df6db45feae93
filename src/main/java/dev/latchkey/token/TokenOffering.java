package dev.latchkey.token;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that an administrator chooses and their owner generates, for the services of another feature, within their
 * transactions and after their own authorization. Applies the rules of {@link TokenService#generate} when the administrator
 * offers the token, and again when its owner claims it.
 */
@Dependent
public class TokenOffering {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenPermission permission;

    @Inject
    Generation generation;

    @Inject
    UserDirectory users;

    /**
     * Checks a token that is to be offered. Any type may be: only its owner will have the value.
     *
     * @return its owner, locked
     * @throws ForbiddenException if the policy does not allow the caller's token to generate tokens, or it has ended meanwhile
     * @throws NotFoundException if no user has the login, or the project does not exist
     * @throws InvalidException if the name is taken, the policy does not allow the token, or the owner is deactivated
     * @throws ConflictException if the owner has the maximum number of active tokens
     * @throws RateExceededException if the owner exceeds the hourly limit
     */
    public User check(NewToken details) {
        return check(users.lock(permission.ownerOfNew(details.login())), details);
    }

    /**
     * The same for the user that a page shows.
     *
     * @throws ConflictException if the user has changed since it was shown
     */
    public User check(SeenUser owner, NewToken details) {
        permission.checkOwnerOfNew(owner);
        return check(users.lock(owner), details);
    }

    private User check(User owner, NewToken details) {
        checkAnother(owner);
        generation.check(owner, details, permission.creator(owner));
        return owner;
    }

    /**
     * Locks what {@link #generate} needs, in the order that everybody does.
     *
     * @param ownerId of the caller
     * @param offeredWith the token of the administrator's call; null for none
     * @return the owner
     */
    public User lock(long ownerId, @Nullable Long offeredWith) {
        permission.checkNew();
        var owner = users.lock(ownerId);
        tokens.lock(offeredWith == null ? List.of() : List.of(offeredWith));
        return owner;
    }

    /**
     * Generates an offered token for the caller. It comes from the token of the administrator's call, if any: a leak of that
     * one ends it, too.
     *
     * @param owner by {@link #lock}
     * @throws NotFoundException if the project does not exist any more
     * @throws InvalidException if the name is taken, the policy does not allow the token, or a scope was deleted
     * @throws ConflictException if the owner has the maximum number of active tokens
     * @throws RateExceededException if the owner exceeds the hourly limit
     */
    public GeneratedToken generate(User owner, NewToken details, User offeredBy, @Nullable Long offeredWith) {
        checkAnother(owner);
        return generation.generateOffered(owner, details, new Creator(offeredBy, offeredWith, null));
    }

    private void checkAnother(User owner) {
        TokenPermission.checkActive(owner);
        permission.checkAnother(owner);
    }
}
