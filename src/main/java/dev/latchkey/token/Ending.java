package dev.latchkey.token;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
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

    /**
     * Whichever came first of the expiration and what somebody did, as long as it has come; empty while the token is good.
     *
     * @param expiresOn null when it does not expire
     * @param revocation done, or to come; null when nobody ended it
     */
    public static Optional<Ending> first(@Nullable LocalDate expiresOn, @Nullable Ending revocation, Instant now) {
        var expiry = expiresOn == null
                ? Instant.MAX
                : expiresOn.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (revocation != null
                && !revocation.at().isAfter(now)
                && revocation.at().isBefore(expiry)) {
            return Optional.of(revocation);
        }
        return expiry.isAfter(now) ? Optional.empty() : Optional.of(new Ending(expiry, null, null));
    }

    public boolean isExpiry() {
        return reason == null;
    }
}
