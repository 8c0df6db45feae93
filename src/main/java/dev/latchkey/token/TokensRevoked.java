package dev.latchkey.token;

import java.util.Set;

/**
 * Tokens have been revoked together: fired once, after {@link TokenEvent.TokenRevoked} for each, so that an observer that queries the
 * database does so once for all of them.
 */
public record TokensRevoked(Set<Long> tokenIds, EndReason reason) {}
