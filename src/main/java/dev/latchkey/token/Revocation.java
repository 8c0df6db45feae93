package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Ends tokens, always inside of the transaction of who decided it. */
@ApplicationScoped
class Revocation {

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Ends a token that nobody has ended; the event tells what it ended by, which may be an overlap that was just over. */
    void revoke(AccessToken token, User by, RevocationReason reason) {
        token.revoke(clock.instant(), by, reason)
                .ifPresent(actual -> tell(token, actual == RevocationReason.ROTATED ? null : by.login(), actual));
    }

    /** The overlap of a rotated token is over. */
    void endReplaced(AccessToken former) {
        former.endReplaced(clock.instant());
        tell(former, null, RevocationReason.ROTATED);
    }

    private void tell(AccessToken token, @Nullable String by, RevocationReason reason) {
        var owner = token.owner();
        events.fire(new TokenRevoked(token.id(), owner.id(), owner.login(), token.name(), by, reason));
    }
}
