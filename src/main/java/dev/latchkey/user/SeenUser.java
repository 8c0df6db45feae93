package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user as a page showed it. Pages pass the id, because login and name may have passed to another user, and
 * services refuse if the user has changed. Compares what identifies a user to the reader, and whether the user is
 * active. Groups, password, tokens, sessions and last connection change often and do not matter here, so the
 * {@code @Version} of the user cannot be used.
 */
public record SeenUser(
        long id, String login, String name, @Nullable String email, boolean active, boolean serviceAccount)
        implements Serializable {

    public static SeenUser of(User user) {
        return new SeenUser(
                user.id(), user.login(), user.name(), user.email(), user.isActive(), user.isServiceAccount());
    }

    /** @throws ConflictException if the user has changed; the message describes the current state */
    void check(User user) {
        if (!equals(of(user))) {
            throw changed(user);
        }
    }

    static ConflictException changed(User user) {
        return new ConflictException(
                null,
                user.isActive() ? "user.changed" : "user.changed.inactive",
                user.login(),
                user.name(),
                Objects.requireNonNullElse(user.email(), "–"));
    }
}
