package dev.latchkey.user;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user in a list.
 *
 * @param version changes with every change that should cause a conflict; connections do not
 * @param groupNames in alphabetical order
 */
public record UserSummary(
        long id,
        int version,
        String login,
        String name,
        @Nullable String email,
        boolean active,
        boolean serviceAccount,
        @Nullable Instant lastConnectionAt,
        List<String> groupNames) {

    /** The same user with these groups. */
    UserSummary in(List<String> groups) {
        return new UserSummary(id, version, login, name, email, active, serviceAccount, lastConnectionAt, groups);
    }

    /** As {@link User#isLocal}. */
    public boolean isLocal() {
        return true;
    }
}
