package dev.latchkey.token;

import java.util.Set;

/**
 * Tokens have been revoked together: told once, after {@link TokenEvent.TokenRevoked} for each, so that whoever has a query to run
 * runs it once for thousands.
 */
public record TokensRevoked(Set<Long> tokenIds, EndReason reason) {}
