package dev.latchkey.token;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts the checks of tokens by their result. */
@ApplicationScoped
class CheckCounts implements MetricSource {

    /** What a check found. */
    enum Result {
        GOOD,
        /** No token, never one, or of a deactivated user. */
        UNKNOWN,
        EXPIRED,
        REVOKED,
        /** Active, but not to be used from there. */
        ELSEWHERE;

        static Result of(Refusal refusal) {
            var end = refusal.end();
            if (end == null) {
                return ELSEWHERE;
            }
            return end.isExpiry() ? EXPIRED : REVOKED;
        }
    }

    private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

    CheckCounts() {
        for (var result : Result.values()) {
            counts.put(result, new LongAdder());
        }
    }

    void count(Result result) {
        Objects.requireNonNull(counts.get(result)).increment();
    }

    @Override
    public Metric read() {
        return new Metric(
                "token_checks",
                "Checks of tokens by result, since this server started",
                Metric.Kind.COUNTER,
                "result",
                counts.entrySet().stream()
                        .collect(Collectors.toMap(
                                counted -> counted.getKey().name().toLowerCase(Locale.ROOT),
                                counted -> counted.getValue().sum())));
    }
}
