package dev.latchkey.user;

import dev.latchkey.shared.Text;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data of a user in a file or directory. Absent data stays unchanged.
 *
 * @param login 2–255 letters, digits and {@code . - _ @}
 * @param name 1–200 characters; null to keep it, invalid for a new user
 * @param email at most 100 characters; null to keep it
 * @param groups names of groups that the user joins; the user leaves none
 */
public record ProvisionedUser(
        @Login String login,
        @FullName @Nullable String name,
        @EmailAddress @Nullable String email,
        List<String> groups) {

    /** Treats blank texts as null. */
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

    /** Whether the user differs from the data. */
    boolean changes(User user) {
        return name != null && !name.equals(user.name())
                || email != null && !Objects.equals(email, user.email())
                || !user.groupNames().containsAll(groups);
    }
}
