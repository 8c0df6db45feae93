package dev.latchkey.user.web;

import dev.latchkey.user.Group;
import dev.latchkey.user.SeenGroup;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A group in the table. */
public record GroupRow(long id, String name, @Nullable String description, boolean builtIn, long members)
        implements Serializable {

    /** The group as the table shows it. */
    public SeenGroup seen() {
        return new SeenGroup(id, name, description);
    }

    static GroupRow of(Group group, long members) {
        return new GroupRow(group.id(), group.name(), group.description(), group.isBuiltIn(), members);
    }
}
