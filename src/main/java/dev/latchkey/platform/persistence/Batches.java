package dev.latchkey.platform.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many values in portions: one statement takes 32,767 parameters on PostgreSQL's older drivers, and 100,000 on H2. */
public final class Batches {

    private static final int SIZE = 1_000;

    private Batches() {}

    /** Portions of a thousand at the most, in order. */
    public static <T> Stream<List<T>> of(Collection<T> values) {
        var list = new ArrayList<>(values);
        return IntStream.iterate(0, from -> from < list.size(), from -> from + SIZE)
                .mapToObj(from -> list.subList(from, Math.min(from + SIZE, list.size())));
    }
}
