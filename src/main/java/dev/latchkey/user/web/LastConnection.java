package dev.latchkey.user.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Users by how long nobody has seen them. */
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

    /** The moment since which they have not connected; null for anybody. */
    @Nullable
    Instant latest(Instant now) {
        if (absence != null) {
            return now.minus(absence);
        }
        // nobody connected before there were computers, which leaves those who never did
        return this == NEVER ? Instant.EPOCH : null;
    }
}
