package dev.latchkey.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.config.Limit;
import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.User;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** How many tokens a user may have, and how many may come in an hour. */
@ApplicationScoped
class TokenLimits {

    private static final int MOST_USERS = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    // A bucket untouched for an hour is full again and need not be remembered.
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
     * Counts a value that is to be made for a user.
     *
     * @throws RateExceededException when there were too many in the last hour
     */
    void countGeneration(User owner) {
        var most = settings.limit(Limit.GENERATIONS);
        var probe = generated
                .get(owner.id(), user -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, HOUR))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            // whole seconds, as Retry-After wants them, and never too few
            var wait = Duration.ofSeconds(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
            throw new RateExceededException(wait, "token.limit.generations", owner.login(), most, wait.toSeconds());
        }
    }

    /**
     * @param owner whom the transaction holds locked
     * @throws ConflictException when the user has as many active tokens as a user may have
     */
    void checkAnother(User owner) {
        var most = settings.limit(Limit.TOKENS);
        if (tokens.hasActive(owner.id(), most, clock.instant())) {
            throw new ConflictException(null, "token.limit.tokens", owner.login(), most);
        }
    }
}
