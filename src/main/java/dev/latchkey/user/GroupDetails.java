package dev.latchkey.user;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a group, or what a new one is like.
 *
 * @param name 1–255 characters; null for what stays
 * @param description at most 200 characters, blank for none; null for what stays
 * @param version the version of the group that the caller saw; null to change it whatever became of it meanwhile
 */
public record GroupDetails(
        @Size(min = 1, max = 255, message = "{group.name.invalid}")
        @Pattern(regexp = "\\P{Cc}*", message = "{group.name.invalid}")
        @Nullable
        String name,

        @Size(max = 200, message = "{group.description.invalid}")
        @Pattern(regexp = "\\P{Cc}*", message = "{group.description.invalid}")
        @Nullable
        String description,

        @Nullable Integer version) {

    public GroupDetails {
        name = name == null ? null : name.strip();
        description = description == null ? null : description.strip();
    }
}
