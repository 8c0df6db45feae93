package dev.latchkey.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.Text;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits guessing (ASVS 5, 6.3.1): in five minutes ten failed attempts at a login from one network, fifty from the network
 * altogether, and a hundred at the login from anywhere; then one every thirty, six, or three seconds. So nobody elsewhere
 * keeps a user out with a few wrong passwords, and many who guess together have little of it. Counted on each server by
 * itself. Attempts under way at the same moment may pass together; there are never more of them than the server has threads.
 */
@ApplicationScoped
public class SignInAttempts {

    private static final int MOST_KEYS = 100_000;
    private static final int LONGEST_LOGIN = 255;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PER_PAIR = 10;
    private static final int PER_NETWORK = 50;
    private static final int PER_LOGIN = 100;

    private final Cache<Pair, Bucket> pairs = remembering();
    private final Cache<String, Bucket> networks = remembering();
    private final Cache<String, Bucket> logins = remembering();

    /** A login that is tried from a network. */
    private record Pair(String login, String network) {

        static Pair of(String login, String address) {
            var known = login.substring(0, Math.min(login.length(), LONGEST_LOGIN));
            return new Pair(Text.fold(known), AddressRange.network(address));
        }
    }

    /** How long to wait before the next attempt is looked at; empty when it may come now. */
    public Optional<Duration> wait(String login, String address) {
        return buckets(Pair.of(login, address))
                .map(bucket ->
                        Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()))
                .filter(wait -> !wait.isZero())
                .max(Duration::compareTo)
                // whole seconds, as Retry-After wants them, and never too few
                .map(wait -> Duration.ofSeconds(wait.toSeconds() + 1));
    }

    /** Counts an attempt with a wrong password. */
    public void failed(String login, String address) {
        buckets(Pair.of(login, address)).forEach(bucket -> bucket.tryConsume(1));
    }

    /** Forgives the login in this network alone: what others guess elsewhere counts on. */
    void succeeded(String login, String address) {
        pairs.invalidate(Pair.of(login, address));
    }

    private Stream<Bucket> buckets(Pair pair) {
        return Stream.of(
                bucket(pairs, pair, PER_PAIR),
                bucket(networks, pair.network(), PER_NETWORK),
                bucket(logins, pair.login(), PER_LOGIN));
    }

    private static <K> Cache<K, Bucket> remembering() {
        // A bucket untouched for a window is full again and need not be remembered.
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(WINDOW)
                .build();
    }

    private static <K> Bucket bucket(Cache<K, Bucket> buckets, K key, int attempts) {
        return buckets.get(key, unknown -> Bucket.builder()
                .addLimit(limit -> limit.capacity(attempts).refillGreedy(attempts, WINDOW))
                .build());
    }
}
