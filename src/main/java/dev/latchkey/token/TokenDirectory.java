package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/** Tokens of anybody for other features' services, inside of their transaction and after their own check of who may. */
@Dependent
public class TokenDirectory {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenBatchRepository batches;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** The id of the token that has this value, active or ended; empty when none has it. */
    public Optional<Long> find(TokenSecret secret) {
        return tokens.find(secret.hash()).map(AccessToken::id);
    }

    /**
     * Ends the active ones of these tokens, each with an event of its own, and with each the other values that
     * it has by rotation: who holds one of them may have got it by the other. For the same reason what leaked ends with
     * everything that was generated or rotated with it.
     *
     * @param ids a thousand at the most
     * @return how many have ended
     */
    public int revoke(Collection<Long> ids, User by, EndReason reason) {
        var now = clock.instant();
        var active = batches.lockActive(ids, reason == EndReason.LEAKED, now);
        batches.endBy(new End(now, reason, by), active);
        active.forEach(token -> events.fire(token.revoked(reason)));
        return active.size();
    }
}
