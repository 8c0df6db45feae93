package dev.latchkey.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.Text;
import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits guessing (ASVS 5, 6.3.1): in five minutes ten attempts at a login from one network, fifty from the network
 * altogether, and a hundred at the login from anywhere; then one every thirty, six, or three seconds. Who has much of IPv6
 * has a hundred from each /56 and two hundred from each /48. An attempt counts before the password is looked at, so that many
 * at once are no more than many in a row, and is given back when the password was right.
 *
 * <p>Where a login is known to have signed in from, what others have done does not count: a browser has ten attempts of its
 * own (OWASP, device cookies), and in a network those at the login from there are all that counts. Counted on each server by
 * itself.
 */
@ApplicationScoped
class SignInAttempts {

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MOST_KEYS = 300_000;
    private static final int LONGEST_LOGIN = 255;
    private static final int PER_LOGIN_AND_NETWORK = 10;
    private static final int PER_NETWORK = 50;
    private static final int PER_LOGIN = 100;
    private static final int SITE = 56;
    private static final int PER_SITE = 100;
    private static final int PROVIDER_CUSTOMER = 48;
    private static final int PER_PROVIDER_CUSTOMER = 200;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            // a bucket untouched for a window is full again and need not be remembered
            .expireAfterAccess(WINDOW)
            .build();

    /** How many attempts those may make who have this key in common. */
    private record Limit(String key, int attempts) {}

    /** Where a login is known from. */
    enum Known {
        BROWSER,
        NETWORK,
        NOWHERE
    }

    /**
     * Takes an attempt from all who have a part in it.
     *
     * @param known where the login is known from; asked only when somebody has no attempt left
     */
    Attempt begin(String login, String address, Supplier<Known> known) {
        var name = folded(login);
        var own = own(name, address);
        var taken = new ArrayList<Bucket>();
        var refused = new ArrayList<Limit>();
        for (var limit : limits(name, address)) {
            var bucket = bucket(limit);
            if (bucket.tryConsume(1)) {
                taken.add(bucket);
            } else {
                refused.add(limit);
            }
        }
        if (refused.isEmpty() || isLetThrough(name, own, taken, refused, known.get())) {
            return new Attempt(own, taken, null);
        }
        taken.forEach(SignInAttempts::giveBack);
        return new Attempt(own, List.of(), refusal(refused));
    }

    private boolean isLetThrough(String name, Limit own, List<Bucket> taken, List<Limit> refused, Known known) {
        return switch (known) {
            case NOWHERE -> false;
            case NETWORK -> !refused.contains(own);
            case BROWSER -> {
                var browser = bucket(new Limit("browser " + name, PER_LOGIN_AND_NETWORK));
                yield browser.tryConsume(1) && taken.add(browser);
            }
        };
    }

    private Refusal refusal(List<Limit> refused) {
        var wait = refused.stream()
                .map(limit -> Duration.ofNanos(
                        bucket(limit).estimateAbilityToConsume(1).getNanosToWaitForRefill()))
                .max(Duration::compareTo)
                .orElseThrow();
        // whole seconds, as Retry-After wants them, and never too few
        return new Refusal(refused.get(refused.size() - 1).key(), Duration.ofSeconds(wait.toSeconds() + 1));
    }

    /**
     * Why there is no attempt.
     *
     * @param limit names the widest limit that is exhausted
     * @param retryAfter in whole seconds
     */
    record Refusal(String limit, Duration retryAfter) {}

    /** An attempt that counts until it is given back. */
    final class Attempt {

        private final Limit own;
        private final List<Bucket> taken;
        private final @Nullable Refusal refusal;

        private Attempt(Limit own, List<Bucket> taken, @Nullable Refusal refusal) {
            this.own = own;
            this.taken = taken;
            this.refusal = refusal;
        }

        /** Why it is none; empty when the password may be looked at. */
        Optional<Refusal> refusal() {
            return Optional.ofNullable(refusal);
        }

        /** The password has not been looked at. */
        void giveBack() {
            taken.forEach(SignInAttempts::giveBack);
        }

        /** The password was right: forgives the login in this network alone, what others guess elsewhere counts on. */
        void succeeded() {
            giveBack();
            buckets.invalidate(own.key());
        }
    }

    /** From the narrowest to the widest. */
    private static List<Limit> limits(String name, String address) {
        var limits = new ArrayList<Limit>();
        limits.add(own(name, address));
        limits.add(new Limit("network " + AddressRange.network(address), PER_NETWORK));
        AddressRange.network(address, SITE).ifPresent(site -> limits.add(new Limit("/56 " + site, PER_SITE)));
        AddressRange.network(address, PROVIDER_CUSTOMER)
                .ifPresent(wide -> limits.add(new Limit("/48 " + wide, PER_PROVIDER_CUSTOMER)));
        limits.add(new Limit("login " + name, PER_LOGIN));
        return limits;
    }

    private static Limit own(String name, String address) {
        return new Limit("login " + name + " in " + AddressRange.network(address), PER_LOGIN_AND_NETWORK);
    }

    private static String folded(String login) {
        return Text.fold(login.substring(0, Math.min(login.length(), LONGEST_LOGIN)));
    }

    private static void giveBack(Bucket bucket) {
        bucket.addTokens(1);
    }

    private Bucket bucket(Limit limit) {
        return buckets.get(limit.key(), unknown -> Bucket.builder()
                .addLimit(limits -> limits.capacity(limit.attempts()).refillGreedy(limit.attempts(), WINDOW))
                .build());
    }
}
