package dev.latchkey.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a token ended.
 *
 * @param at from this moment it has been refused
 * @param reason null when it expired
 * @param by the login of who ended it, as it is now; null when it expired or nobody but the system ended it
 */
public record Ending(
        Instant at,
        @Nullable RevocationReason reason,
        @Nullable String by) {

    public boolean isExpiry() {
        return reason == null;
    }
}
