package dev.latchkey.token;

import static java.util.stream.Collectors.toSet;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Ends tokens within the transaction of the caller. */
@ApplicationScoped
class Revocation {

    @Inject
    TokenRepository tokens;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Event<TokensRevoked> together;

    @Inject
    Clock clock;

    /** Revokes every value of the owner's token with this name. */
    void revoke(User owner, String name, User by, EndReason reason) {
        revoke(tokens.lockNamed(owner.id(), name, clock.instant()), by, reason);
    }

    /** Whether revoking the token would have an effect. */
    boolean canEnd(AccessToken token) {
        return token.holdsName() || token.isActive(clock.instant());
    }

    /** Ends tokens, and releases the names of expired ones. */
    void revoke(List<AccessToken> wanted, User by, EndReason reason) {
        var end = new End(clock.instant(), reason, by);
        var revoked = new ArrayList<TokenRevoked>();
        for (var token : wanted) {
            var heldName = token.holdsName();
            if (token.endBy(end) || heldName) {
                revoked.add(revoked(token, reason));
            }
        }
        tell(revoked);
    }

    /** Ends the previous value at the first use of the new one, on behalf of the user who rotated the token. */
    void endFormer(AccessToken former, AccessToken successor) {
        former.endBy(new End(clock.instant(), EndReason.ROTATED, successor.creator()));
        tell(List.of(revoked(former, EndReason.ROTATED)));
    }

    private static TokenRevoked revoked(AccessToken token, EndReason reason) {
        return new TokenRevoked(token.id(), token.owner().id(), token.name(), reason);
    }

    /** Tells of tokens that have been ended together, all for the same reason. */
    void tell(List<TokenRevoked> revoked) {
        revoked.forEach(events::fire);
        if (!revoked.isEmpty()) {
            together.fire(new TokensRevoked(
                    revoked.stream().map(TokenRevoked::tokenId).collect(toSet()),
                    revoked.get(0).reason()));
        }
    }
}
