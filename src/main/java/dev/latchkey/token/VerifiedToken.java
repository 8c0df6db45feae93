package dev.latchkey.token;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying an active token.
 *
 * @param projectKey the project of a project analysis token; null for other types
 * @param administrator whether its user is an administrator, which only a user token may exercise
 * @param scopes the names of the scopes that it is limited to; null for one without limit
 * @param networks from which it may be used; null for every network
 * @param expiresOn the UTC day at whose start it ends; null for no expiration
 * @param takesOver whether it has replaced another value and is not known to have been used
 * @param usedRecently whether its last use is already recorded to the minute
 */
public record VerifiedToken(
        long tokenId,
        TokenType type,
        @Nullable String projectKey,
        long userId,
        String login,
        boolean administrator,
        @Nullable Set<String> scopes,
        @Nullable Networks networks,
        @Nullable LocalDate expiresOn,
        boolean takesOver,
        boolean usedRecently)
        implements Serializable {

    /** Whether it may be used from this address. */
    boolean mayBeUsedFrom(String address) {
        return networks == null || networks.contain(address);
    }
}
