package dev.latchkey.token;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would mean for the tokens that exist.
 *
 * @param latest the last day on which a new one could expire; null without a limit
 * @param tooLong how many live tokens live longer than a new one could; they go on unless somebody shortens them
 * @param unused how many live tokens nobody has used for so long that the next night revokes them
 */
public record PolicyImpact(@Nullable LocalDate latest, long tooLong, long unused) {

    public boolean isNone() {
        return tooLong == 0 && unused == 0;
    }
}
