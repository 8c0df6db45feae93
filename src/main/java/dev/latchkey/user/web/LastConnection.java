package dev.latchkey.user.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Filters users by time since their last connection. */
public enum LastConnection {
    ANY(null),
    NEVER(null),
    DAYS_30(Duration.ofDays(30)),
    DAYS_90(Duration.ofDays(90)),
    DAYS_365(Duration.ofDays(365));

    private final @Nullable Duration absence;

    LastConnection(@Nullable Duration absence) {
        this.absence = absence;
    }

    /** The latest matching last connection; null for any. */
    @Nullable
    Instant latest(Instant now) {
        if (absence != null) {
            return now.minus(absence);
        }
        // matches only users who never connected
        return this == NEVER ? Instant.EPOCH : null;
    }
}
