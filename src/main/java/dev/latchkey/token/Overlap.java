package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the former value of a rotated token goes on beside the new one.
 *
 * @param length 0 to 7 days; null for until the new value is used first
 */
public record Overlap(@Nullable Duration length) {

    private static final int MOST_HOURS = 7 * 24;

    private static final int HOURS_OTHERWISE = 24;

    public static final Overlap UNTIL_FIRST_USE = new Overlap(null);

    /** @throws InvalidException when the number of hours is not in its range */
    public static Overlap ofHours(int hours) {
        if (hours < 0 || hours > MOST_HOURS) {
            throw new InvalidException("overlap", "token.rotate.overlap.invalid", MOST_HOURS);
        }
        return new Overlap(Duration.ofHours(hours));
    }

    /**
     * What a caller chose, or a day.
     *
     * @throws InvalidException when both ways are chosen, or the number of hours is not in its range
     */
    public static Overlap chosen(@Nullable Integer hours, boolean untilFirstUse) {
        if (!untilFirstUse) {
            return ofHours(hours == null ? HOURS_OTHERWISE : hours);
        }
        if (hours != null) {
            throw new InvalidException("overlap", "token.rotate.overlap.both");
        }
        return UNTIL_FIRST_USE;
    }

    /** From this moment the former value is refused; null when that is not known yet. */
    @Nullable
    Instant end(Instant rotatedAt) {
        return length == null ? null : rotatedAt.plus(length);
    }
}
