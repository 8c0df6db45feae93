package dev.latchkey.token;

import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates, counts and revokes tokens. */
@Stateless
@RolesAllowed(Role.USER)
@DeclareRoles(Role.TOKEN) // asked for, and given no right
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
     * @throws ForbiddenException when it would be somebody else's and the caller is no administrator, or when the
     *     caller came with a token and the policy does not let tokens generate any
     * @throws NotFoundException when nobody has the login, or there is no project of that key
     * @throws InvalidException when the input breaks a rule, the name is taken, or the user is deactivated
     */
    public GeneratedToken generate(@Valid NewToken details) {
        var login = permission.ownerOfNew(details.login());
        var owner = users.lock(login);
        if (!owner.isActive()) {
            throw new InvalidException("login", "token.user.deactivated", login);
        }
        checkType(details.type(), login);
        return generation.generate(owner, details, permission.caller());
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
        if (name.isBlank() || name.strip().length() > NewToken.LONGEST_NAME) {
            throw new InvalidException("name", "token.name.invalid");
        }
        // Locked, so that a rotation has either not begun or left both values to be found.
        var owner = users.lock(permission.owner(login));
        var by = permission.caller();
        var reason = permission.isCaller(owner.login()) ? RevocationReason.OWNER : RevocationReason.ADMINISTRATOR;
        tokens.lockNamed(owner.id(), name.strip()).forEach(token -> revocation.revoke(token, by, reason));
    }

    /** How many live tokens each of these users has; users without any are left out. */
    @RolesAllowed(Role.ADMINISTRATOR)
    public Map<Long, Long> count(Collection<Long> userIds) {
        return tokens.countLive(userIds);
    }
}
