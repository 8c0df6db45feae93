package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user as a reader saw it before deciding something about it. A page acts on the user it shows: it names the user by id,
 * because login and name may belong to somebody else by now, and the service refuses when what was seen is no longer so.
 *
 * <p>What counts is what tells the reader who the user is, and whether the user is active. Groups, password, tokens, sessions
 * and the last connection do not count: they change all day, and no decision hangs on them. The {@code @Version} of the user
 * changes with some of these, so it is not what is compared here.
 */
public record SeenUser(
        long id, String login, String name, @Nullable String email, boolean active) implements Serializable {

    public static SeenUser of(User user) {
        return new SeenUser(user.id(), user.login(), user.name(), user.email(), user.isActive());
    }

    /** @throws ConflictException saying what there is now, when that is not what was seen */
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
