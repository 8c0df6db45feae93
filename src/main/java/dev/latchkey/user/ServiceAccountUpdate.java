package dev.latchkey.user;

import dev.latchkey.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a service account.
 *
 * @param name the new name; null to keep it
 * @param group the name of the group that is to own it; null to keep the owner
 * @param version the version that the caller saw; null to skip the check
 */
public record ServiceAccountUpdate(
        @FullName @Nullable String name,
        @Nullable String group,
        @Nullable Integer version) {

    public ServiceAccountUpdate {
        name = name == null ? null : Text.clean(name);
        group = group == null ? null : Text.clean(group);
    }
}
