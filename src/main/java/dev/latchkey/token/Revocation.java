package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.UserDeactivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Ends tokens, always inside of the transaction of who decided it. */
@ApplicationScoped
class Revocation {

    /** In whose name the policy revokes: no login has brackets. */
    static final String POLICY = "(policy)";

    @Inject
    TokenRepository tokens;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    void revoke(AccessToken token, long userId, String owner, String by, RevocationReason reason) {
        token.revoke(clock.instant(), by, reason);
        events.fire(new TokenRevoked(token.id(), userId, owner, token.name(), by, reason));
    }

    void revokeAllOf(@Observes UserDeactivated user) {
        tokens.live(user.userId())
                .forEach(token ->
                        revoke(token, user.userId(), user.login(), user.by(), RevocationReason.USER_DEACTIVATED));
    }
}
