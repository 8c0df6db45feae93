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
 * Applies the policy to tokens once a day, one transaction per batch, so that locks are short and work resumes after a
 * crash. The timer has no caller identity, hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class PolicyEnforcement {

    /** The maximum number of tokens per transaction. */
    static final int BATCH = 1000;

    @Inject
    TokenBatchRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    Revocation revocation;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Revokes a batch of unused tokens; returns whether more may exist. */
    public boolean revokeUnused() {
        var now = clock.instant();
        var since = policy.get().unusedSince(now);
        if (since == null) {
            return false;
        }
        var unused = tokens.lockUnused(since, now, BATCH);
        tokens.endBy(new End(now, EndReason.POLICY, null), unused);
        revocation.tell(unused.stream()
                .map(token -> token.revoked(EndReason.POLICY, null))
                .toList());
        return !unused.isEmpty();
    }

    /** Deletes a batch of tokens that ended too long ago; returns whether more may exist. */
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
