package dev.latchkey.token;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One call with an active token. */
record TokenUse(long tokenId, long userId, Instant at, Client client) {

    /** The last use is recorded at most once in this time. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);

    boolean isDueAfter(@Nullable Instant lastUse) {
        return lastUse == null || lastUse.isBefore(at.minus(GRANULARITY));
    }

    /** In UTC. */
    LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
