package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/**
 * Decides who manages a service account: the members of the group that owns it, and administrators (docs/decisions/0036). The
 * database is asked each time, so whoever leaves the group loses it at once.
 */
@Dependent
class Managers {

    @Inject
    UserRepository users;

    @Inject
    CurrentCaller caller;

    /** Whether the caller belongs to the group that owns the service account with this login. */
    boolean ownAsMember(String login) {
        return users.isManagedBy(caller.login(), login);
    }

    /** Whether the caller is an administrator, or belongs to the groups that own the service accounts with these ids. */
    boolean includeCaller(Collection<Long> ids) {
        return caller.isAdministrator() || users.managedBy(caller.login(), ids).containsAll(ids);
    }

    /** Whether the caller is an administrator, or belongs to the group that owns the service account with this login. */
    boolean includeCaller(String login) {
        return caller.isAdministrator() || ownAsMember(login);
    }

    /** @throws ForbiddenException if they do not include the caller, whether or not the service account exists */
    void check(String login) {
        check(includeCaller(login));
    }

    /** @throws ForbiddenException if they do not include the caller */
    void check(SeenUser seen) {
        check(includeCaller(List.of(seen.id())));
    }

    /** @throws ForbiddenException if the policy does not allow the caller's token to create users */
    void checkNew() {
        caller.check(CredentialAct.CREATE_USER);
    }

    boolean isCaller(User user) {
        return Text.isSame(user.login(), caller.login());
    }

    private static void check(boolean included) {
        if (!included) {
            throw new ForbiddenException(null, "serviceAccount.forbidden");
        }
    }
}
