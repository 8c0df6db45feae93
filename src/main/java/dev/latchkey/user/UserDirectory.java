package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Objects;

/**
 * Finds users for the services of other features, within their transactions and after their own authorization. Pages
 * and API use {@link UserService}.
 */
@Dependent
public class UserDirectory {

    @Inject
    UserRepository users;

    /** @throws NotFoundException if no user has that login */
    public User get(String login) {
        return users.get(login);
    }

    /** @throws NotFoundException if no user has that login */
    public SeenUser seen(String login) {
        return users.seen(login);
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
     * @throws NotFoundException if no user has that login
     */
    public User lock(String login) {
        return users.lockKnown(login);
    }

    /**
     * Locks the user until the transaction ends, as {@link #lock(String)}, for callers to whom the id is enough.
     *
     * @throws NotFoundException if no user has that login
     */
    public long lockId(String login) {
        return users.lockId(login);
    }

    /**
     * Locks the user that a page shows.
     *
     * @throws ConflictException if the user has changed since
     */
    public User lock(SeenUser seen) {
        return users.lock(seen);
    }
}
