package dev.latchkey.token.web;

import dev.latchkey.policy.TokenPolicy;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices for “Expires in”. */
public enum Expiration {
    DAYS_30,
    DAYS_90,
    YEAR,
    /** The latest day that the policy allows; offered unless another choice is that day. */
    LATEST,
    /** A custom day. */
    DATE,
    NEVER;

    /** The choices that the policy allows. */
    static List<Expiration> allowed(LocalDate today, TokenPolicy policy) {
        return Arrays.stream(values())
                .filter(expiration -> switch (expiration) {
                    case DATE -> true;
                    case LATEST -> isLatestOfItsOwn(today, policy);
                    default -> policy.allows(expiration.day(today, null, policy), today);
                })
                .toList();
    }

    private static boolean isLatestOfItsOwn(LocalDate today, TokenPolicy policy) {
        var latest = policy.latestExpiration(today);
        return latest != null
                && List.of(DAYS_30, DAYS_90, YEAR).stream()
                        .noneMatch(choice -> latest.equals(choice.day(today, null, policy)));
    }

    /** The day at whose start a token generated today ends; null for never. */
    @Nullable
    LocalDate day(LocalDate today, @Nullable LocalDate chosen, TokenPolicy policy) {
        return switch (this) {
            case DAYS_30 -> today.plusDays(30);
            case DAYS_90 -> today.plusDays(90);
            case YEAR -> today.plusDays(365);
            case LATEST -> policy.latestExpiration(today);
            case DATE -> chosen;
            case NEVER -> null;
        };
    }
}
