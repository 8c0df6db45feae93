package dev.latchkey.user.web;

import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service account in the table.
 *
 * @param group the name of the group that owns it
 */
public record ServiceAccountRow(
        SeenUser seen, String group, @Nullable Instant lastConnection, long tokens) implements Serializable {

    static ServiceAccountRow of(User account, long tokens) {
        return new ServiceAccountRow(SeenUser.of(account), account.ownerName(), account.lastConnectionAt(), tokens);
    }

    public long id() {
        return seen.id();
    }
}
