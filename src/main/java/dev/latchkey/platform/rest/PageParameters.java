package dev.latchkey.platform.rest;

import dev.latchkey.shared.InvalidException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list.
 *
 * @param index from 1
 * @param size 1–500
 */
public record PageParameters(int index, int size) {

    /** The page index, the page size, and the total on all pages. */
    public record Paging(int pageIndex, int pageSize, long total) {}

    /**
     * Parses {@code p} and {@code ps}; null for the first page and a size of 50.
     *
     * @throws InvalidException if either is out of range
     */
    public static PageParameters of(@Nullable Integer p, @Nullable Integer ps) {
        return of(p, ps, 50);
    }

    /**
     * Parses the parameters of a call whose default size differs in the reference product.
     *
     * @param usual the page size when {@code ps} is null
     */
    public static PageParameters of(@Nullable Integer p, @Nullable Integer ps, int usual) {
        return new PageParameters(bounded("p", p, 1, 1_000_000), bounded("ps", ps, usual, 500));
    }

    private static int bounded(String name, @Nullable Integer given, int otherwise, int most) {
        var value = Optional.ofNullable(given).orElse(otherwise);
        if (value < 1 || value > most) {
            throw new InvalidException(name, "value.range", 1, most);
        }
        return value;
    }

    /** The number of items before the page. */
    public int offset() {
        return (index - 1) * size;
    }

    public Paging paging(long total) {
        return new Paging(index, size, total);
    }
}
