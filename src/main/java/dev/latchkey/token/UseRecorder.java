package dev.latchkey.token;

import dev.latchkey.user.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

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
    Revocation revocation;

    @Inject
    Event<TokenUsedFromNewAddress> newAddresses;

    public void record(TokenUse use) {
        // The user first, as everybody does who locks both.
        users.connected(use.userId());
        write(use);
    }

    /**
     * The first use of a new value, written before it goes on: from now on a rotation knows that the value is in use. What it
     * replaces is refused from now on if it was to be good until then.
     *
     * @return whether the value is still good; a rotation may just have put another one in its place
     */
    public boolean recordFirst(TokenUse use) {
        tokens.lockOwner(use.userId());
        users.connected(use.userId());
        var former = tokens.lockFormerOf(use.tokenId(), use.at());
        var successor = tokens.lock(List.of(use.tokenId())).stream()
                .filter(token -> token.isActive(use.at()))
                .findFirst();
        successor.ifPresent(token -> {
            write(use);
            former.ifPresent(value -> revocation.endFormer(value, token));
        });
        return successor.isPresent();
    }

    private void write(TokenUse use) {
        if (uses.record(use, use.at().minus(LastUse.GRANULARITY))) {
            tokens.find(use.tokenId())
                    .map(token -> new TokenUsedFromNewAddress(
                            token.id(), use.userId(), token.name(), use.client().address()))
                    .ifPresent(newAddresses::fire);
        }
    }
}
