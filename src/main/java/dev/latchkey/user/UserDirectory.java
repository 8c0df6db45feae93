package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Objects;

/**
 * Finds users for other features' services, inside of their transaction and after their own check of who may.
 * Pages and API go through {@link UserService}.
 */
@Dependent
public class UserDirectory {

    @Inject
    UserRepository users;

    /** @throws NotFoundException when nobody has that login */
    public User get(String login) {
        return users.find(login).orElseThrow(() -> unknown(login));
    }

    /** The user of this id: users are never deleted. */
    public User get(long id) {
        return Objects.requireNonNull(users.find(id));
    }

    /** What has become of the user whom a page shows. */
    public User get(SeenUser seen) {
        return users.get(seen);
    }

    /**
     * The user of that login, and until the transaction ends the user is not changed by anybody else: what is given to an active user
     * is not given to one who is just being deactivated.
     *
     * @throws NotFoundException when nobody has that login
     */
    public User lock(String login) {
        return users.lock(login).orElseThrow(() -> unknown(login));
    }

    /**
     * The same for the user whom a page shows.
     *
     * @throws ConflictException when the user is no longer what was seen
     */
    public User lock(SeenUser seen) {
        return users.lock(seen);
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("login", "user.unknown", login);
    }
}
