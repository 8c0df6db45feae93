package dev.latchkey.user;

import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.validation.Valid;

/** Lists users. */
@Stateless
@RolesAllowed(Role.USER)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class UserList {

    @Inject
    UserListRepository users;

    @Inject
    CurrentCaller caller;

    /**
     * Users may search by login and name; only administrators by email and last connection.
     *
     * @throws ForbiddenException if another user asks for last connections
     */
    public Page<UserSummary> search(UserQuery query) {
        var administrator = caller.isAdministrator();
        if (!administrator
                && (query.login() != null || query.connectedAfter() != null || query.connectedBefore() != null)) {
            throw new ForbiddenException(null, "user.filter.forbidden");
        }
        return users.search(query, administrator);
    }

    /** The service accounts that the caller manages, by login; all of them for administrators. */
    public Page<User> serviceAccounts(@Valid ServiceAccountQuery query) {
        return users.accounts(query, caller.isAdministrator() ? null : caller.login());
    }
}
