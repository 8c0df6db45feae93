package dev.latchkey.user;

import dev.latchkey.shared.InvalidException;
import java.time.Instant;

/** Ensures that one active administrator remains. */
final class LastAdministrator {

    private LastAdministrator() {}

    /**
     * Checks, in the same transaction, that an active user may stop being an administrator. Holds a lock until the
     * transaction ends, so that two administrators cannot remove each other.
     *
     * @throws InvalidException if no other active administrator can sign in
     */
    static void mayCease(User user, UserRepository users, Instant now) {
        if (!user.isAdministrator()) {
            return;
        }
        users.lockAdministrators();
        if (!users.hasOtherAdministrator(user.id(), now)) {
            throw new InvalidException("login", "user.administrator.last", user.login());
        }
    }
}
