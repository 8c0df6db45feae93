package dev.latchkey.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of a verification.
 *
 * @param entries the number of intact entries before the first fault
 * @param complete false if cancelled without a fault so far
 */
public record Verdict(
        long entries, boolean complete, @Nullable Fault firstFault) {

    public Optional<Fault> fault() {
        return Optional.ofNullable(firstFault);
    }

    /** Whether all entries are intact and none is missing. */
    public boolean isGood() {
        return complete && firstFault == null;
    }
}
