package dev.latchkey.user;

import dev.latchkey.shared.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file or a directory says of a user. What it says nothing of stays as it is.
 *
 * @param login 2–255 letters, digits and {@code . - _ @}
 * @param name 1–200 characters; null for what stays, which a new user cannot do
 * @param email at most 100 characters; null for what stays
 * @param groups names of groups to which the user belongs from now on; it leaves none
 */
public record ProvisionedUser(
        @Login String login,
        @FullName @Nullable String name,
        @EmailAddress @Nullable String email,
        List<String> groups) {

    /** Blank texts count as null. */
    public ProvisionedUser {
        login = Text.clean(login);
        name = cleanOrNull(name);
        email = cleanOrNull(email);
        groups = groups.stream().map(Text::clean).distinct().toList();
    }

    private static @Nullable String cleanOrNull(@Nullable String text) {
        var clean = text == null ? "" : Text.clean(text);
        return clean.isEmpty() ? null : clean;
    }

    UserUpdate update() {
        return new UserUpdate(null, name, email, null);
    }

    /** Whether the user is not yet as it is said. */
    boolean changes(User user) {
        return name != null && !name.equals(user.name())
                || email != null && !Objects.equals(email, user.email())
                || !user.groupNames().containsAll(groups);
    }
}
