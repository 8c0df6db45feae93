package dev.latchkey.token.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What “Expires in” offers. */
public enum Expiration {
    DAYS_30,
    DAYS_90,
    YEAR,
    /** A day of one's own. */
    DATE,
    NEVER;

    /** The day at whose beginning a token generated today ends; null for never. */
    @Nullable
    LocalDate day(LocalDate today, @Nullable LocalDate chosen) {
        return switch (this) {
            case DAYS_30 -> today.plusDays(30);
            case DAYS_90 -> today.plusDays(90);
            case YEAR -> today.plusYears(1);
            case DATE -> chosen;
            case NEVER -> null;
        };
    }
}
