package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group as a reader saw it before deciding something about it; see {@link SeenUser}. What counts is its name and its
 * description. Members do not count: they come and go all day.
 */
public record SeenGroup(long id, String name, @Nullable String description) implements Serializable {

    public static SeenGroup of(Group group) {
        return new SeenGroup(group.id(), group.name(), group.description());
    }

    /** @throws ConflictException saying what there is now, when that is not what was seen */
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
