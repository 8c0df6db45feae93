package dev.latchkey.user;

import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a group, or what a new one is like.
 *
 * @param name 1–255 characters; null for what stays
 * @param description at most 200 characters, blank for none; null for what stays
 * @param version the version of the group that the caller saw; null to change it whatever became of it meanwhile
 */
public record GroupDetails(
        @Readable(max = 255, message = "{group.name.invalid}", secret = "{group.name.secret}") @Nullable
        String name,

        @Readable(min = 0, max = 200, message = "{group.description.invalid}", secret = "{group.description.secret}")
        @Nullable
        String description,

        @Nullable Integer version) {

    public GroupDetails {
        name = name == null ? null : Text.clean(name);
        description = description == null ? null : Text.clean(description);
    }
}
