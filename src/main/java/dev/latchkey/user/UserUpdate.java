package dev.latchkey.user;

import dev.latchkey.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a user.
 *
 * @param newLogin the new login; null to keep it
 * @param name the new name; null to keep it
 * @param email the new email, blank for none; null to keep it
 * @param version the version that the caller saw; null to skip the check
 */
public record UserUpdate(
        @Login @Nullable String newLogin,
        @FullName @Nullable String name,
        @EmailAddress @Nullable String email,
        @Nullable Integer version) {

    public UserUpdate {
        newLogin = newLogin == null ? null : Text.clean(newLogin);
        name = name == null ? null : Text.clean(name);
        email = email == null ? null : Text.clean(email);
    }
}
