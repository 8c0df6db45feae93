package dev.latchkey.token;

import dev.latchkey.user.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Records one use in its own transaction, so that locks are short and revocations do not wait. */
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
    Event<NewsOfUse> news;

    public void record(TokenUse use) {
        // The user first, as in every transaction that locks both.
        users.connected(use.userId());
        write(use);
    }

    /**
     * Records the first use of a new value before the call proceeds: it tells rotations that the value is in use, and
     * ends the previous value if that was valid until then.
     *
     * @return whether the value is still active, as a concurrent rotation may have replaced it
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

    /** Records refused calls; each in its own transaction, even for a caller that has one. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void recordStray(StrayUse use) {
        if (uses.recordStray(use)) {
            tokens.find(use.tokenId())
                    .map(token -> new TokenUsedElsewhere(token.id(), use.userId(), token.name(), use.address()))
                    .ifPresent(news::fire);
        }
    }

    private void write(TokenUse use) {
        if (uses.record(use, use.at().minus(TokenUse.GRANULARITY))) {
            tokens.find(use.tokenId())
                    .map(token -> new TokenUsedFromNewAddress(
                            token.id(), use.userId(), token.name(), use.client().address()))
                    .ifPresent(news::fire);
        }
    }
}
