package dev.latchkey.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param entries how many entries are as they were written, up to the first that is not
 * @param complete false when it was cancelled, and so found nothing so far
 */
public record Verdict(
        long entries, boolean complete, @Nullable Fault firstFault) {

    public Optional<Fault> fault() {
        return Optional.ofNullable(firstFault);
    }

    /** Whether every entry is as it was written, and none is missing. */
    public boolean isGood() {
        return complete && firstFault == null;
    }
}
