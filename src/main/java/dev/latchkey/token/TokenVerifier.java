package dev.latchkey.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
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
    Clock clock;

    /** What the presented value proves; empty for what is no token, unknown, expired, revoked, or of a deactivated user. */
    public Optional<VerifiedToken> verify(String presented) {
        var now = clock.instant();
        var verified = TokenSecret.parse(presented)
                .flatMap(secret -> tokens.verify(secret.hash(), LocalDate.now(clock), now.minus(LastUse.GRANULARITY)));
        verified.filter(token -> !token.usedRecently()).ifPresent(token -> lastUse.record(token, now));
        return verified;
    }
}
