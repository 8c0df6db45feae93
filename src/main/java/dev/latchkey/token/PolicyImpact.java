package dev.latchkey.token;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The impact of a policy on existing tokens.
 *
 * @param latest the latest expiration of a new token; null without a limit
 * @param tooLong the number of active tokens that last longer, and stay unchanged unless shortened
 * @param unused the number of active tokens that the next night revokes as unused
 */
public record PolicyImpact(@Nullable LocalDate latest, long tooLong, long unused) {

    public boolean isNone() {
        return tooLong == 0 && unused == 0;
    }
}
