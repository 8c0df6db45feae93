package dev.latchkey.token;

import java.time.Duration;
import java.time.Instant;

/** One call with an active token. */
record TokenUse(long tokenId, long userId, Instant at, Client client) {

    /** The last use is recorded at most once in this time. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);
}
