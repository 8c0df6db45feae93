package dev.latchkey.user;

import dev.latchkey.shared.Text;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a user's details.
 *
 * @param login another login; null for what stays
 * @param name another name; null for what stays
 * @param email another email, blank for none; null for what stays
 * @param version the version of the user that the caller saw; null to change the user whatever became of it meanwhile
 */
public record UserUpdate(
        @Login @Nullable String login,
        @FullName @Nullable String name,
        @EmailAddress @Nullable String email,
        @Nullable Integer version) {

    public UserUpdate {
        login = login == null ? null : Text.clean(login);
        name = name == null ? null : Text.clean(name);
        email = email == null ? null : Text.clean(email);
    }
}
