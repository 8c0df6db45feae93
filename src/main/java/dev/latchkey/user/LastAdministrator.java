package dev.latchkey.user;

import dev.latchkey.shared.InvalidException;
import java.time.Instant;

/** Somebody can always administer: the last active administrator stays one. */
final class LastAdministrator {

    private LastAdministrator() {}

    /**
     * To be asked before an active user ceases to be an administrator, and in the same transaction. Until it ends nobody
     * else ceases to be one, so that two administrators who remove each other do not both succeed.
     *
     * @throws InvalidException when no other active administrator can sign in
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
