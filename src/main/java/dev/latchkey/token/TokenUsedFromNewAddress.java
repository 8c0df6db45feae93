package dev.latchkey.token;

/**
 * A token that was used before is used from an address from where it was not in the last 30 days. No entry of the audit
 * log: uses are none. Fired where the use is written down, outside of the way of the check.
 */
public record TokenUsedFromNewAddress(long tokenId, long userId, String name, String address) {}
