package dev.latchkey.user.web;

import dev.latchkey.user.Group;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A group as a line of the table. */
public record GroupRow(long id, String name, @Nullable String description, boolean builtIn, int version, long members)
        implements Serializable {

    static GroupRow of(Group group, long members) {
        return new GroupRow(group.id(), group.name(), group.description(), group.isBuiltIn(), group.version(), members);
    }
}
