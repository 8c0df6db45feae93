package dev.latchkey.token;

import dev.latchkey.user.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When and why a token ends: known beforehand, like its expiration day or the end of an overlap, or decided now.
 *
 * @param at the token is refused from this moment
 * @param by who decided it; null when the token expires or the server ends it by itself
 */
public record End(Instant at, EndReason reason, @Nullable User by) {

    static End onDay(LocalDate day) {
        return new End(day.atStartOfDay(ZoneOffset.UTC).toInstant(), EndReason.EXPIRED, null);
    }

    public boolean isExpiry() {
        return reason == EndReason.EXPIRED;
    }

    /** The login, as it is now, of who decided it; null when nobody did. */
    public @Nullable String byLogin() {
        return by == null ? null : by.login();
    }
}
