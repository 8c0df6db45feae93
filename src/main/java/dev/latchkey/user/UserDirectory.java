package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Objects;

/**
 * Finds users for the services of other features, within their transactions and after their own authorization. Pages
 * and API use {@link UserService}.
 */
@Dependent
public class UserDirectory {

    @Inject
    UserRepository users;

    @Inject
    Managers managers;

    /** @throws NotFoundException if no user has that login */
    public User get(String login) {
        return users.get(login);
    }

    /** @throws NotFoundException if no user has that login */
    public SeenUser seen(String login) {
        return users.seen(login);
    }

    /** Whether the caller belongs to the group that owns the service account with this login. */
    public boolean isOfCallersGroup(String login) {
        return managers.ownAsMember(login);
    }

    /** Whether the caller is an administrator, or belongs to the group that owns the service account with this login. */
    public boolean isManaged(String login) {
        return managers.includeCaller(login);
    }

    /** Whether the caller is an administrator, or belongs to the groups that own the service accounts with these ids. */
    public boolean areManaged(Collection<Long> ids) {
        return managers.includeCaller(ids);
    }

    /** The user of this id: users are never deleted. */
    public User get(long id) {
        return Objects.requireNonNull(users.find(id));
    }

    /** The current state of the user that a page shows. */
    public User get(SeenUser seen) {
        return users.get(seen);
    }

    /**
     * Locks the user until the transaction ends, so that an active user gets nothing while being deactivated.
     *
     * @throws ForbiddenException if it is a service account that the caller does not manage, or no longer
     * @throws NotFoundException if no user has that login
     */
    public User lock(String login) {
        return stillManaged(users.lockKnown(login));
    }

    /** Locks the user of this id: users are never deleted. */
    public User lock(long id) {
        return users.lock(id);
    }

    /**
     * Locks the user that a page shows.
     *
     * @throws ForbiddenException if it is a service account that the caller does not manage, or no longer
     * @throws ConflictException if the user has changed since
     */
    public User lock(SeenUser seen) {
        return stillManaged(users.lock(seen));
    }

    /** A service account may have been handed over while the caller, who was allowed to, waited for the lock. */
    private User stillManaged(User user) {
        if (user.isServiceAccount() && !managers.isCaller(user)) {
            managers.check(user.login());
        }
        return user;
    }
}
