package dev.latchkey.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends former values of rotated tokens. The check refuses one from the moment its overlap is over; that it has ended is
 * written down within ten seconds. One that lasts until the new value is used first ends with that use ({@link UseRecorder}).
 */
@Stateless
@PermitAll
public class OverlapEnd {

    /** How many tokens a transaction touches at the most; the next ones have their turn ten seconds later. */
    private static final int BATCH = 1000;

    @Inject
    TokenRepository tokens;

    @Inject
    EnforcementRepository many;

    @Inject
    Revocation revocation;

    @Inject
    Clock clock;

    /** Writes down which overlaps are over. */
    public void due() {
        many.lockOverdue(clock.instant(), BATCH).stream()
                .map(tokens::find)
                .flatMap(Optional::stream)
                .forEach(revocation::endReplaced);
    }
}
