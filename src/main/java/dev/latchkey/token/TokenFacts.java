package dev.latchkey.token;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a service learns about an active token and its owner.
 *
 * @param userId stays the same when the owner is renamed
 * @param scopes the names of its scopes; empty for a token without limit, which means nothing to services
 * @param groups the names of the owner's groups, in order
 * @param endsAt the earliest end known so far; null for none
 */
public record TokenFacts(
        long tokenId,
        TokenType type,
        @Nullable String projectKey,
        long userId,
        String login,
        SortedSet<String> scopes,
        List<String> groups,
        Instant createdAt,
        @Nullable Instant endsAt) {

    static TokenFacts of(VerifiedToken token, List<String> groups, Instant createdAt, @Nullable Instant endsAt) {
        var scopes = token.scopes() == null ? Set.<String>of() : token.scopes();
        return new TokenFacts(
                token.tokenId(),
                token.type(),
                token.projectKey(),
                token.userId(),
                token.login(),
                new TreeSet<>(scopes),
                groups,
                createdAt,
                endsAt);
    }
}
