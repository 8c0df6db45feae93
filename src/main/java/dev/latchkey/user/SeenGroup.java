package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group as a page showed it; see {@link SeenUser}. Compares name and description, but not the members, which change
 * often.
 */
public record SeenGroup(long id, String name, @Nullable String description) implements Serializable {

    public static SeenGroup of(Group group) {
        return new SeenGroup(group.id(), group.name(), group.description());
    }

    /** @throws ConflictException if the group has changed; the message describes its current state */
    void check(Group group) {
        if (!equals(of(group))) {
            throw changed(group);
        }
    }

    static ConflictException changed(Group group) {
        return new ConflictException(
                null, "group.changed", group.name(), Objects.requireNonNullElse(group.description(), "–"));
    }
}
