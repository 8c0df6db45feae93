package dev.latchkey.token;

import dev.latchkey.user.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Writes when a token was used, outside of the way of the check. What is lost in a crash is a minute's exactness. */
@Stateless
@PermitAll
public class LastUse {

    /** How exact a last use is: it is written once in this time at the most. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);

    @Inject
    TokenRepository tokens;

    @Inject
    SignIn users;

    @Asynchronous
    public void record(VerifiedToken token, Instant at) {
        tokens.recordUse(token.tokenId(), at, at.minus(GRANULARITY));
        users.connected(token.userId());
    }
}
