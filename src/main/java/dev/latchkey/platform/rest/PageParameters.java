package dev.latchkey.platform.rest;

import dev.latchkey.shared.InvalidException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a call asks for.
 *
 * @param index from 1
 * @param size 1–500
 */
public record PageParameters(int index, int size) {

    /** Which page, how long a page is, and how many there are on all of them. */
    public record Paging(int pageIndex, int pageSize, long total) {}

    /**
     * Of the parameters {@code p} and {@code ps}; null for the first page, and for 50 a page.
     *
     * @throws InvalidException when one of them is out of range
     */
    public static PageParameters of(@Nullable Integer p, @Nullable Integer ps) {
        return of(p, ps, 50);
    }

    /**
     * The same where the reference product has pages of another length.
     *
     * @param usual how long a page is when {@code ps} is null
     */
    public static PageParameters of(@Nullable Integer p, @Nullable Integer ps, int usual) {
        return new PageParameters(bounded("p", p, 1, 1_000_000), bounded("ps", ps, usual, 500));
    }

    private static int bounded(String name, @Nullable Integer given, int otherwise, int most) {
        var value = Optional.ofNullable(given).orElse(otherwise);
        if (value < 1 || value > most) {
            throw new InvalidException(name, "api.parameter.range", name, 1, most);
        }
        return value;
    }

    /** How many to leave out before the page begins. */
    public int offset() {
        return (index - 1) * size;
    }

    public Paging paging(long total) {
        return new Paging(index, size, total);
    }
}
