package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Ends tokens within the transaction of the caller. */
@ApplicationScoped
class Revocation {

    @Inject
    TokenRepository tokens;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Revokes every value of the owner's token with this name. */
    void revoke(User owner, String name, User by, EndReason reason) {
        tokens.lockNamed(owner.id(), name, clock.instant()).forEach(token -> revoke(token, by, reason));
    }

    /** Whether revoking the token would have an effect. */
    boolean canEnd(AccessToken token) {
        return token.holdsName() || token.isActive(clock.instant());
    }

    /** Ends a token, or releases the name of an expired one. */
    void revoke(AccessToken token, User by, EndReason reason) {
        var heldName = token.holdsName();
        if (token.endBy(new End(clock.instant(), reason, by)) || heldName) {
            tell(token, reason);
        }
    }

    /** Ends the previous value at the first use of the new one, on behalf of the user who rotated the token. */
    void endFormer(AccessToken former, AccessToken successor) {
        former.endBy(new End(clock.instant(), EndReason.ROTATED, successor.creator()));
        tell(former, EndReason.ROTATED);
    }

    private void tell(AccessToken token, EndReason reason) {
        events.fire(new TokenRevoked(token.id(), token.owner().id(), token.name(), reason));
    }
}
