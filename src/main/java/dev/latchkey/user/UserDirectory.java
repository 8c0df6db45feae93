package dev.latchkey.user;

import dev.latchkey.shared.Characters;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
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
    CurrentCaller caller;

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

    /**
     * Locks a user to whom the caller may give a password, or the means to choose one.
     *
     * @throws NotFoundException if no user has that login
     * @throws InvalidException if the user is deactivated, a service account or the caller
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords
     */
    public User lockForPassword(String login) {
        var user = users.lockKnown(login);
        caller.checkSetsPasswordOf(user);
        return user;
    }

    /**
     * The same for the user that a page shows.
     *
     * @throws ConflictException if the user has changed since
     */
    public User lockForPassword(SeenUser seen) {
        var user = users.lock(seen);
        caller.checkSetsPasswordOf(user);
        return user;
    }

    /**
     * The ids of active people with this login or address, in any case, whom a mail reaches.
     *
     * @param most of them
     */
    public List<Long> reachable(String loginOrEmail, int most) {
        return Characters.areText(loginOrEmail) ? users.reachable(loginOrEmail, most) : List.of();
    }

    /** A service account may have been handed over while the caller, who was allowed to, waited for the lock. */
    private User stillManaged(User user) {
        if (user.isServiceAccount() && !managers.isCaller(user)) {
            managers.check(user.login());
        }
        return user;
    }
}
