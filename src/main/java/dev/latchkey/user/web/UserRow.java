package dev.latchkey.user.web;

import dev.latchkey.user.SeenUser;
import dev.latchkey.user.UserSummary;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user in the table. */
public record UserRow(
        long id,
        String login,
        String name,
        @Nullable String email,
        boolean active,
        boolean serviceAccount,
        @Nullable Instant lastConnection,
        String groups,
        int groupCount,
        long tokens)
        implements Serializable {

    /** The user as the table shows it. */
    public SeenUser seen() {
        return new SeenUser(id, login, name, email, active, serviceAccount);
    }

    /**
     * The items of the menu for this user, with spaces between. Service accounts have pages of their own for the rest.
     *
     * @param reader the login of whoever sees the table
     */
    public String commands(String reader) {
        if (!active) {
            return serviceAccount ? "anonymize" : "reactivate anonymize";
        }
        if (serviceAccount) {
            return "deactivate";
        }
        return login.equals(reader) ? "update sessions" : "update password sessions deactivate";
    }

    static UserRow of(UserSummary user, long tokens) {
        return new UserRow(
                user.id(),
                user.login(),
                user.name(),
                user.email(),
                user.active(),
                user.serviceAccount(),
                user.lastConnectionAt(),
                String.join(", ", user.groupNames()),
                user.groupNames().size(),
                tokens);
    }
}
