package dev.latchkey.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.RateExceededException;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits calls that nobody signs in for, by network: an IPv4 address, or an IPv6 /64. A site of IPv6 has thousands of
 * those, so its /56 has twice as many calls, and its /48 four times as many. Counted in memory, per server.
 */
public final class NetworkLimit {

    private static final int MOST_KEYS = 100_000;
    private static final int SITE = 56;
    private static final int PROVIDER_CUSTOMER = 48;

    private final int calls;
    private final Duration window;
    private final Cache<String, Bucket> buckets;

    /**
     * @param calls of a network in a window, at once or spread over it
     * @param window after which an unused limit is whole again
     */
    public NetworkLimit(int calls, Duration window) {
        this.calls = calls;
        this.window = window;
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(window)
                .build();
    }

    /**
     * Counts a call. A refused one does not count.
     *
     * @throws RateExceededException if the network has used up its calls
     */
    public void count(String address) {
        var taken = new ArrayList<Bucket>();
        for (var limit : limits(address).entrySet()) {
            var bucket = buckets.get(limit.getKey(), unknown -> Bucket.builder()
                    .addLimit(bandwidth -> bandwidth.capacity(limit.getValue()).refillGreedy(limit.getValue(), window))
                    .build());
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                taken.forEach(other -> other.addTokens(1));
                // whole seconds for Retry-After, rounded up
                var wait = Duration.ofSeconds(
                        Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
                throw new RateExceededException(wait, "limit.network", wait.toSeconds());
            }
            taken.add(bucket);
        }
    }

    private Map<String, Integer> limits(String address) {
        var limits = new LinkedHashMap<String, Integer>();
        limits.put(AddressRange.network(address), calls);
        AddressRange.network(address, SITE).ifPresent(site -> limits.put("/56 " + site, 2 * calls));
        AddressRange.network(address, PROVIDER_CUSTOMER).ifPresent(wide -> limits.put("/48 " + wide, 4 * calls));
        return limits;
    }
}
