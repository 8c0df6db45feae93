package dev.latchkey.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Says whether a token is good, right now: one query, no cache. Called before anybody is signed in. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TokenVerifier {

    @Inject
    TokenRepository tokens;

    @Inject
    LastUse lastUse;

    @Inject
    DeadUse deadUse;

    @Inject
    Clock clock;

    /** What the presented value proves; empty for what is no token, unknown, expired, revoked, or of a deactivated user. */
    public Optional<VerifiedToken> verify(String presented, Client client) {
        var now = clock.instant();
        return TokenSecret.parse(presented)
                .flatMap(secret -> tokens.verify(secret.hash(), now))
                .filter(token -> noted(token, new TokenUse(token.tokenId(), token.userId(), now, client)));
    }

    /** Whether the token is still good once its use is on the record. */
    private boolean noted(VerifiedToken token, TokenUse use) {
        if (token.takesOver()) {
            return lastUse.first(use);
        }
        if (!token.usedRecently()) {
            lastUse.note(use);
        }
        return true;
    }

    /**
     * How a token ended that somebody still calls with, asked after {@link #verify} has refused it, and counted. Empty when
     * the presented value never was a token: only who has held it learns what became of it.
     */
    public Optional<End> end(String presented) {
        var now = clock.instant();
        return TokenSecret.parse(presented)
                .flatMap(secret -> tokens.find(secret.hash()))
                .flatMap(token -> {
                    var end = token.end(now);
                    end.ifPresent(ended -> deadUse.note(token.id(), now));
                    return end;
                });
    }
}
