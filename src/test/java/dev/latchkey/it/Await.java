package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks until something has come about, and leaves the processor to those who bring it about between two looks. */
final class Await {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Await() {}

    /** Waits until the condition holds, and fails if it does not in this time. */
    static void until(Duration patience, BooleanSupplier condition) {
        value(patience, condition::getAsBoolean, holds -> holds);
    }

    /** Waits until a look finds what is wanted, and returns it; fails with the last that was found if it does not in this time. */
    static <T> T value(Duration patience, Supplier<T> look, Predicate<T> wanted) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = look.get();
            if (wanted.test(found)) {
                return found;
            }
            assertThat(System.nanoTime()).as("found at last: %s", found).isLessThan(end);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
