package dev.latchkey.token;

/**
 * An active token is refused to a caller from outside of its networks. Not recorded in the audit log, like all uses. Fired when
 * the use is recorded, outside of token verification.
 */
public record TokenUsedElsewhere(long tokenId, long userId, String name, String address) implements NewsOfUse {}
