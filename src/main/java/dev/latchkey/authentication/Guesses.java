package dev.latchkey.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.authentication.SessionEvent.SignInFailed;
import dev.latchkey.authentication.SessionEvent.SignInTurnedAway;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import dev.latchkey.user.SignIn;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Records password guessing in the audit log: each wrong password, and once per window that a limit blocks attempts. At
 * most a thousand entries an hour, whatever attackers do.
 */
@ApplicationScoped
class Guesses {

    private static final int MOST_AN_HOUR = 1_000;
    private static final int MOST_KEYS = 10_000;

    @Inject
    SignIn users;

    @Inject
    Event<DomainEvent> events;

    private final Bucket entries = Bucket.builder()
            .addLimit(limit -> limit.capacity(MOST_AN_HOUR).refillGreedy(MOST_AN_HOUR, Duration.ofHours(1)))
            .build();
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(AttemptCounts.WINDOW)
            .build();

    void failed(String login) {
        if (entries.tryConsume(1)) {
            events.fire(new SignInFailed(subject(login)));
        }
    }

    /** @param limit the exhausted limit */
    void turnedAway(String login, String limit) {
        if (told.asMap().putIfAbsent(limit, true) == null && entries.tryConsume(1)) {
            events.fire(new SignInTurnedAway(subject(login)));
        }
    }

    private Subject subject(String login) {
        return users.withLogin(login).map(user -> Subject.user(user.id())).orElse(Subject.UNKNOWN);
    }
}
