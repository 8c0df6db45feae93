package dev.latchkey.user;

import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

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

    /**
     * The same, and until the transaction ends the user is not changed by anybody else: what is given to an active user
     * is not given to one who is just being deactivated.
     *
     * @throws NotFoundException when nobody has that login
     */
    public User lock(String login) {
        return users.lock(login).orElseThrow(() -> unknown(login));
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("login", "user.unknown", login);
    }
}
