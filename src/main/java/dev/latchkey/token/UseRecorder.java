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
    SignIn signIn;

    @Inject
    Revocation revocation;

    @Inject
    Event<NewsOfUse> news;

    /** Records a use, after waiting for the transactions that have locked its user or token. */
    public void record(TokenUse use) {
        record(List.of(use), true);
    }

    /**
     * Records uses of different tokens without waiting for another transaction, as this one has many locks that others wait for.
     *
     * @return the uses that are to be recorded alone: those that would have waited, and those that their owners hear of, since the
     *     notices lock other users
     */
    public List<TokenUse> recordTogether(List<TokenUse> made) {
        return record(made, false);
    }

    private List<TokenUse> record(List<TokenUse> made, boolean waits) {
        // The users first, as in every transaction that locks both.
        var users = uses.lockActiveUsers(made.stream().map(TokenUse::userId).toList(), waits);
        signIn.connected(users);
        var ofUsers = made.stream().filter(use -> users.contains(use.userId())).toList();
        var lastUses = uses.lockTokens(ofUsers, waits);
        var locked = ofUsers.stream()
                .filter(use -> lastUses.containsKey(use.tokenId()))
                .toList();
        var due = locked.stream()
                .filter(use -> use.isDueAfter(lastUses.get(use.tokenId())))
                .toList();
        var ofNewAddresses = uses.fromNewAddress(
                due.stream().filter(use -> lastUses.get(use.tokenId()) != null).toList());
        if (waits) {
            uses.record(due).stream().filter(ofNewAddresses::contains).forEach(this::tell);
            return List.of();
        }
        uses.record(due.stream().filter(use -> !ofNewAddresses.contains(use)).toList());
        return made.stream()
                .filter(use -> !locked.contains(use) || ofNewAddresses.contains(use))
                .toList();
    }

    private void tell(TokenUse use) {
        tokens.find(use.tokenId())
                .map(token -> new TokenUsedFromNewAddress(
                        token.id(), use.userId(), token.name(), use.client().address()))
                .ifPresent(news::fire);
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
            record(use);
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
