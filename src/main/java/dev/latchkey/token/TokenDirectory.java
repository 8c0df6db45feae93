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
    EnforcementRepository many;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** The id of the token that has this value, whether it is good or has ended; empty when none has it. */
    public Optional<Long> find(TokenSecret secret) {
        return tokens.find(secret.hash()).map(AccessToken::id);
    }

    /**
     * Ends those of these tokens that are still good, each with an event of its own, and with each the other values that
     * it has by rotation: who holds one of them may have got it by the other. For the same reason what leaked ends with
     * everything that was generated or rotated with it.
     *
     * @param ids a thousand at the most
     * @return how many have ended
     */
    public int revoke(Collection<Long> ids, User by, RevocationReason reason) {
        var now = clock.instant();
        var good = many.lockGood(ids, reason == RevocationReason.LEAKED, now);
        many.revoke(good, now, by.id(), reason);
        good.forEach(token -> events.fire(token.revoked(reason)));
        return good.size();
    }
}
