package dev.latchkey.token;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.Map;
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

    /**
     * Generates a token.
     *
     * @throws ForbiddenException for a user whose tokens the caller does not manage, and if the policy does not
     * allow tokens to generate tokens
     * @throws NotFoundException if no user has the login, or the project does not exist
     * @throws InvalidException if the input is invalid, the name is taken, or the user is deactivated
     * @throws ConflictException if the owner has the maximum number of active tokens
     * @throws RateExceededException if the owner exceeds the hourly limit
     */
    public GeneratedToken generate(@Valid NewToken details) {
        return generate(users.lock(permission.ownerOfNew(details.login())), details);
    }

    /**
     * For the user that a page shows.
     *
     * @throws ConflictException if the user has changed since it was shown
     */
    public GeneratedToken generate(SeenUser owner, @Valid NewToken details) {
        permission.checkOwnerOfNew(owner);
        return generate(users.lock(owner), details);
    }

    private GeneratedToken generate(User owner, NewToken details) {
        TokenPermission.checkActive(owner);
        checkType(details.type(), owner);
        permission.checkAnother(owner);
        return generation.generate(owner, details, permission.creator(owner));
    }

    /** Nobody else can generate the other types for a service account, which never signs in. */
    private void checkType(TokenType type, User owner) {
        if (type != TokenType.USER_TOKEN && !owner.isServiceAccount() && !permission.isCaller(owner.login())) {
            throw new InvalidException("type", "token.type.others");
        }
    }

    /**
     * Revokes a token, which is refused from then on. Has no effect if the token does not exist.
     *
     * @param login of the owner; null or blank for the caller
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     * @throws NotFoundException if no user has the login
     */
    public void revoke(@Nullable String login, String name) {
        var wanted = NewToken.checkedName(name);
        // The lock ensures that a concurrent rotation either has not begun, or has left both values.
        revoke(users.lock(permission.owner(login)), wanted);
    }

    /**
     * Revokes the token that a page shows, including a new value by rotation.
     *
     * @throws ForbiddenException for a user whose tokens the caller does not manage
     * @throws ConflictException if the owner has changed, or the token was already revoked
     */
    public void revoke(SeenUser owner, long tokenId) {
        permission.checkOwner(owner);
        var user = users.lock(owner);
        var token = tokens.findOf(user.id(), tokenId)
                .filter(revocation::canEnd)
                .orElseThrow(() -> new ConflictException(null, "token.gone"));
        revoke(user, token.name());
    }

    private void revoke(User owner, String name) {
        var by = permission.caller(owner);
        var reason = permission.isOwner(owner) ? EndReason.OWNER : EndReason.ADMINISTRATOR;
        revocation.revoke(owner, name, by, reason);
    }

    /**
     * The number of tokens per user that hold their names; omits users without any.
     *
     * @throws ForbiddenException for users whose tokens the caller does not manage
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<Long, Long> count(Collection<Long> userIds) {
        permission.checkOwners(userIds);
        return tokens.countNamed(userIds);
    }
}
