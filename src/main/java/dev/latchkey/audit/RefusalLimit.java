package dev.latchkey.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Limits the recorded refusals of a caller per hour, starting with the first. */
@ApplicationScoped
class RefusalLimit {

    private static final int MOST_CALLERS = 100_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Cache<Long, Window> windows =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** The number of refusals until the end of the window. */
    private record Window(Instant until, AtomicInteger count) {}

    /** The decision about a refusal. */
    enum Verdict {
        KEEP,
        /** Record it, and note that further ones are not recorded. */
        KEEP_AS_LAST,
        DROP
    }

    Verdict count(long userId) {
        var now = clock.instant();
        var window = windows.asMap().compute(userId, (user, known) -> current(known, now));
        var count = window.count().incrementAndGet();
        var most = settings.limit(Limit.REFUSALS);
        if (count < most) {
            return Verdict.KEEP;
        }
        return count == most ? Verdict.KEEP_AS_LAST : Verdict.DROP;
    }

    /** The moment from which refusals of this caller are recorded again. */
    Instant until(long userId) {
        var window = windows.getIfPresent(userId);
        return window == null ? clock.instant() : window.until();
    }

    private static Window current(@Nullable Window known, Instant now) {
        return known != null && known.until().isAfter(now) ? known : new Window(now.plus(HOUR), new AtomicInteger());
    }
}
