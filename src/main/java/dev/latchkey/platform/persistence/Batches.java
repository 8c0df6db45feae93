package dev.latchkey.platform.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Splits collections for use as statement parameters: older PostgreSQL drivers accept 32,767 per statement, H2 accepts
 * 100,000.
 */
public final class Batches {

    private static final int SIZE = 1_000;

    private Batches() {}

    /** Batches of up to a thousand values, in order. */
    public static <T> Stream<List<T>> of(Collection<T> values) {
        var list = new ArrayList<>(values);
        return IntStream.iterate(0, from -> from < list.size(), from -> from + SIZE)
                .mapToObj(from -> list.subList(from, Math.min(from + SIZE, list.size())));
    }
}
