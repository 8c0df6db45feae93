package dev.latchkey.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits guessing (ASVS 5, 6.3.1): ten failed attempts a login and fifty an address, then one every thirty or six
 * seconds. Counted on each server by itself. Attempts under way at the same moment may pass together; there are never
 * more of them than the server has threads.
 */
@ApplicationScoped
public class SignInAttempts {

    private static final int MOST_KEYS = 100_000;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_LOGIN = 10;
    private static final int PER_ADDRESS = 50;

    private final Cache<String, Bucket> logins = remembering();
    private final Cache<String, Bucket> addresses = remembering();

    /** How long to wait before the next attempt is looked at; empty when it may come now. */
    public Optional<Duration> wait(String login, String address) {
        return Stream.of(bucket(logins, key(login), PER_LOGIN), bucket(addresses, address, PER_ADDRESS))
                .map(bucket ->
                        Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()))
                .filter(wait -> !wait.isZero())
                .max(Duration::compareTo)
                // whole seconds, as Retry-After wants them, and never too few
                .map(wait -> Duration.ofSeconds(wait.toSeconds() + 1));
    }

    /** Counts an attempt with a wrong password. */
    public void failed(String login, String address) {
        bucket(logins, key(login), PER_LOGIN).tryConsume(1);
        bucket(addresses, address, PER_ADDRESS).tryConsume(1);
    }

    void succeeded(String login) {
        logins.invalidate(key(login));
    }

    private static Cache<String, Bucket> remembering() {
        // A bucket untouched for a window is full again and need not be remembered.
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(WINDOW)
                .build();
    }

    private static Bucket bucket(Cache<String, Bucket> buckets, String key, int attempts) {
        return buckets.get(key, unknown -> Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, WINDOW))
                .build());
    }

    private static String key(String login) {
        return login.substring(0, Math.min(login.length(), 255)).toLowerCase(Locale.ROOT);
    }
}
