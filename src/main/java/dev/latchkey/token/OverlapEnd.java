package dev.latchkey.token;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends former values of rotated tokens. The check refuses one from the moment its overlap is over; that it has ended is
 * written down within ten seconds, or, when it lasts until the new value is used first, before that use goes on.
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
    CurrentOrigin origin;

    @Inject
    Clock clock;

    /** The token was used for the first time: what it replaces is refused from the moment this returns. */
    public void firstUseOf(long userId, long tokenId) {
        // that it ends is the doing of who calls, who is recognised only when this has returned
        origin.by(userId, tokenId);
        tokens.lockFormerOf(tokenId).ifPresent(revocation::endReplaced);
    }

    /** Writes down which overlaps are over. */
    public void due() {
        many.lockOverdue(clock.instant(), BATCH).stream()
                .map(tokens::find)
                .flatMap(Optional::stream)
                .forEach(revocation::endReplaced);
    }
}
