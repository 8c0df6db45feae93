package dev.latchkey.user;

import dev.latchkey.shared.Readable;
import dev.latchkey.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * The details of a new group, or changes to a group.
 *
 * @param name 1–255 characters; null to keep it
 * @param description at most 200 characters, blank for none; null to keep it
 * @param version the version that the caller saw; null to skip the check
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
