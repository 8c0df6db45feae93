package dev.latchkey.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.User;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Limits the tokens of a user, in total and per hour. */
@ApplicationScoped
class TokenLimits {

    private static final int MOST_USERS = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    // A bucket unused for an hour is full again.
    private final Cache<Long, Bucket> generated = Caffeine.newBuilder()
            .maximumSize(MOST_USERS)
            .expireAfterAccess(HOUR)
            .build();

    @Inject
    Settings settings;

    @Inject
    TokenRepository tokens;

    @Inject
    Clock clock;

    /**
     * Counts a new value for a user.
     *
     * @throws RateExceededException if the user exceeds the hourly limit
     */
    void countGeneration(User owner) {
        var most = settings.limit(Limit.GENERATIONS);
        var probe = generated
                .get(owner.id(), user -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, HOUR))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // whole seconds for Retry-After, rounded up
            var wait = Duration.ofSeconds(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
            throw new RateExceededException(wait, "token.limit.generations", owner.login(), most, wait.toSeconds());
        }
    }

    /**
     * @param owner locked by the transaction
     * @throws ConflictException if the user has the maximum number of active tokens
     */
    void checkAnother(User owner) {
        var most = settings.limit(Limit.TOKENS);
        if (tokens.hasActive(owner.id(), most, clock.instant())) {
            throw new ConflictException(null, "token.limit.tokens", owner.login(), most);
        }
    }
}
