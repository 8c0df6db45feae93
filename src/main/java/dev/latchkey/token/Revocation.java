package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Ends tokens, always inside of the transaction of who decided it. */
@ApplicationScoped
class Revocation {

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Ends a token that nobody has ended; the event tells what it ended by, which may be an overlap that was just over. */
    void revoke(AccessToken token, User by, RevocationReason reason) {
        token.revoke(clock.instant(), by, reason).ifPresent(actual -> tell(token, actual));
    }

    /** The overlap of a rotated token is over. */
    void endReplaced(AccessToken former) {
        former.endReplaced(clock.instant());
        tell(former, RevocationReason.ROTATED);
    }

    private void tell(AccessToken token, RevocationReason reason) {
        events.fire(new TokenRevoked(token.id(), token.owner().id(), token.name(), reason));
    }
}
