package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.token.TokenEvent.TokensForgotten;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;

/**
 * What the policy does to tokens by itself, in batches that end a transaction each: nobody waits long for a row, and after
 * a crash the rest is still to be found. Called by the timer, who is nobody.
 */
@Stateless
@PermitAll
public class PolicyEnforcement {

    /** How many tokens a transaction touches at the most. */
    static final int BATCH = 1000;

    @Inject
    TokenBatchRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Revokes tokens that nobody used for too long; whether there may be more of them. */
    public boolean revokeUnused() {
        var now = clock.instant();
        var since = policy.get().unusedSince(now);
        if (since == null) {
            return false;
        }
        var unused = tokens.lockUnused(since, now, BATCH);
        tokens.endBy(new End(now, EndReason.POLICY, null), unused);
        unused.forEach(token -> events.fire(token.revoked(EndReason.POLICY)));
        return !unused.isEmpty();
    }

    /** Deletes tokens that ended too long ago; whether there may be more of them. */
    public boolean forgetEnded() {
        var before = policy.get().forgottenBefore(LocalDate.now(clock));
        if (before == null) {
            return false;
        }
        var forgotten = tokens.deleteEnded(before, BATCH);
        if (forgotten > 0) {
            events.fire(new TokensForgotten(before, forgotten));
        }
        return forgotten > 0;
    }
}
