package dev.latchkey.token;

import dev.latchkey.platform.persistence.SharedQuery;
import dev.latchkey.token.CheckCounts.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies tokens with one query and without a cache; calls that arrive at the same time share the query. Every call of the API
 * uses it before authentication, so it requires no role. An enterprise bean would cost nearly as much as the query.
 */
@ApplicationScoped
public class TokenVerifier {

    private static final int MOST_IN_A_QUERY = 32;

    /** About as long as the statement takes in a database nearby; a distant one gets several statements at a time. */
    private static final Duration PATIENCE = Duration.ofNanos(300_000);

    @Inject
    TokenValueRepository values;

    @Inject
    LastUse lastUse;

    @Inject
    RefusedUse refusedUse;

    @Inject
    CheckCounts counts;

    @Inject
    Clock clock;

    private final SharedQuery<TokenHash, VerifiedToken> query =
            new SharedQuery<>(MOST_IN_A_QUERY, PATIENCE, hashes -> values.verify(hashes, clock.instant()));

    /**
     * What the value proves; empty if it is no token, unknown, expired, revoked, of a deactivated user, or not to be used
     * from the client's address.
     */
    public Optional<VerifiedToken> verify(String presented, Client client) {
        var now = clock.instant();
        var verified = TokenSecret.parse(presented)
                .flatMap(secret -> query.ask(secret.hash()))
                .filter(token -> token.mayBeUsedFrom(client.address()))
                .filter(token -> noted(token, new TokenUse(token.tokenId(), token.userId(), now, client)));
        if (verified.isPresent()) {
            counts.count(Result.GOOD);
        }
        return verified;
    }

    /** As {@link #verify}, with what services ask for. A refused value is counted as in a call with it. */
    Optional<TokenFacts> facts(String presented, Client client) {
        var token = verify(presented, client);
        if (token.isEmpty()) {
            refusal(presented, client);
        }
        return token.flatMap(values::facts);
    }

    /** What services ask for about the token of this call. */
    public Optional<TokenFacts> facts(TokenCaller caller) {
        return values.facts(caller.verified());
    }

    /** Records the use; returns whether the token is still active. */
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
     * Why {@link #verify} has refused a token, after counting the call. Empty if the value was never a token, or its owner is
     * deactivated: only its holder learns more.
     */
    public Optional<Refusal> refusal(String presented, Client client) {
        var now = clock.instant();
        var found = TokenSecret.parse(presented).flatMap(secret -> values.find(secret.hash()));
        var refusal = found.flatMap(token -> refusal(token, client, now));
        counts.count(refusal.map(Result::of).orElse(Result.UNKNOWN));
        return refusal;
    }

    private Optional<Refusal> refusal(AccessToken token, Client client, Instant now) {
        var end = token.end(now);
        if (end.isPresent()) {
            refusedUse.noteDead(token.id(), now);
            return end.map(Refusal::new);
        }
        if (token.mayBeUsedFrom(client.address()) || !token.owner().isActive()) {
            return Optional.empty();
        }
        refusedUse.noteStray(token.id(), token.owner().id(), now, client.address());
        return Optional.of(new Refusal(null));
    }
}
