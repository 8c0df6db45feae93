package dev.latchkey.token;

/**
 * A token is used from an address that it was not used from in the last 30 days. Not recorded in the audit log, like
 * all uses. Fired when the use is recorded, outside of token verification.
 */
public record TokenUsedFromNewAddress(long tokenId, long userId, String name, String address) implements NewsOfUse {}
