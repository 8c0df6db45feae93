package dev.latchkey.token;

import dev.latchkey.user.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Writes one use in a transaction of its own: no row is locked for longer, so that a revocation does not wait. */
@Stateless
@PermitAll
public class UseRecorder {

    @Inject
    TokenRepository tokens;

    @Inject
    TokenUseRepository uses;

    @Inject
    SignIn users;

    @Inject
    Event<TokenUsedFromNewAddress> newAddresses;

    public void record(TokenUse use) {
        // The user first, as everybody does who locks both.
        users.connected(use.userId());
        if (uses.record(use, use.at().minus(LastUse.GRANULARITY))) {
            tokens.find(use.tokenId())
                    .map(token -> new TokenUsedFromNewAddress(
                            token.id(), use.userId(), token.name(), use.client().address()))
                    .ifPresent(newAddresses::fire);
        }
    }
}
