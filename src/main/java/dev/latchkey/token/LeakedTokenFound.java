package dev.latchkey.token;

/**
 * The value of a token was found where it should not be. The token ends in the same transaction, with all its descendants;
 * the audit log knows their ends.
 */
public record LeakedTokenFound(long tokenId, long userId, String name, String place) {}
