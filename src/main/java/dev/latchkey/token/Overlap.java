package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the previous value stays valid after a rotation.
 *
 * @param length 0 to 7 days; null until the first use of the new value
 */
public record Overlap(@Nullable Duration length) {

    private static final int MOST_HOURS = 7 * 24;

    private static final int HOURS_OTHERWISE = 24;

    public static final Overlap UNTIL_FIRST_USE = new Overlap(null);

    /** @throws InvalidException if the number of hours is out of range */
    public static Overlap ofHours(int hours) {
        if (hours < 0 || hours > MOST_HOURS) {
            throw new InvalidException("overlap", "token.rotate.overlap.invalid", MOST_HOURS);
        }
        return new Overlap(Duration.ofHours(hours));
    }

    /**
     * The choice of the caller, or a day by default.
     *
     * @throws InvalidException if both are chosen, or the number of hours is out of range
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

    /** The end of the previous value; null if unknown yet. */
    @Nullable
    Instant end(Instant rotatedAt) {
        return length == null ? null : rotatedAt.plus(length);
    }
}
