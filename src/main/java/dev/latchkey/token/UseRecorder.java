package dev.latchkey.token;

import dev.latchkey.user.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Records uses in short transactions of their own, so that revocations hardly wait. */
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

    /**
     * Records uses of different tokens. One alone waits for other transactions; of several, those are left out whose user or token
     * another transaction has locked.
     *
     * @return the uses that are not recorded
     */
    public List<TokenUse> record(List<TokenUse> made) {
        // The users first, as in every transaction that locks both.
        var ofActiveUsers = uses.lockActiveUsers(made);
        users.connected(ofActiveUsers.stream().map(TokenUse::userId).distinct().toList());
        var recorded = uses.record(ofActiveUsers);
        for (var use : recorded.fromNewAddress()) {
            tokens.find(use.tokenId())
                    .map(token -> new TokenUsedFromNewAddress(
                            token.id(), use.userId(), token.name(), use.client().address()))
                    .ifPresent(news::fire);
        }
        return made.stream().filter(use -> !recorded.uses().contains(use)).toList();
    }

    /**
     * Records the first use of a new value before the call proceeds: it tells rotations that the value is in use, and
     * ends the previous value if that was valid until then.
     *
     * @return whether the value is still active, as a concurrent rotation may have replaced it
     */
    public boolean recordFirst(TokenUse use) {
        tokens.lockOwner(use.userId());
        var former = tokens.lockFormerOf(use.tokenId(), use.at());
        var successor = tokens.lock(List.of(use.tokenId())).stream()
                .filter(token -> token.isActive(use.at()))
                .findFirst();
        successor.ifPresent(token -> {
            record(List.of(use));
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
}
