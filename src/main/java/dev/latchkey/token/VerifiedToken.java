package dev.latchkey.token;

/**
 * What a good token proves.
 *
 * @param administrator whether its user is one; only a token that acts as its user may make use of that
 * @param usedRecently whether its last use is known to the minute already
 */
public record VerifiedToken(
        long tokenId, TokenType type, long userId, String login, boolean administrator, boolean usedRecently) {}
