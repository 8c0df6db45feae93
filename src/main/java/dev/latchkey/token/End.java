package dev.latchkey.token;

import dev.latchkey.user.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When and why a token ends: known in advance, like its expiration or the end of an overlap, or decided now.
 *
 * @param at the token is refused from this moment
 * @param by who decided it; null for expiry and decisions of the server
 */
public record End(Instant at, EndReason reason, @Nullable User by) {

    static End onDay(LocalDate day) {
        return new End(day.atStartOfDay(ZoneOffset.UTC).toInstant(), EndReason.EXPIRED, null);
    }

    public boolean isExpiry() {
        return reason == EndReason.EXPIRED;
    }
}
