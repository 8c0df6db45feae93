package dev.latchkey.policy.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The choices for the maximum lifetime. */
public enum Lifetime {
    DAYS_30(30),
    DAYS_90(90),
    YEAR(365),
    /** A custom number of days. */
    DAYS(null),
    UNLIMITED(null);

    private final @Nullable Integer days;

    Lifetime(@Nullable Integer days) {
        this.days = days;
    }

    static Lifetime of(@Nullable Integer days) {
        return days == null
                ? UNLIMITED
                : Arrays.stream(values())
                        .filter(lifetime -> days.equals(lifetime.days))
                        .findFirst()
                        .orElse(DAYS);
    }

    /** In days; null for no limit. The policy rejects a missing custom number. */
    @Nullable
    Integer days(@Nullable Integer own) {
        return this == DAYS ? Integer.valueOf(own == null ? 0 : own) : days;
    }
}
