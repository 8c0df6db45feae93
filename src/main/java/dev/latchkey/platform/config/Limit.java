package dev.latchkey.platform.config;

import java.util.Locale;

/**
 * What a caller who is known may not exceed (ASVS 5, 2.1.3 and 2.4.1), so that no one account takes memory, disk or log from everybody. A
 * setting of the operator: an administrator's token that leaked cannot lift it. {@code docs/limits.md} has these and all others.
 */
public enum Limit {
    /** Good tokens that a user has at the same time. */
    TOKENS(10_000),

    /** Tokens that are generated or rotated for a user in an hour; on each server by itself. */
    GENERATIONS(1_000),

    /** Sessions of a user; who signs in once more ends the one that was seen longest ago. */
    SESSIONS(100),

    /** Refusals of a caller in an hour that the audit log keeps one by one; on each server by itself. */
    REFUSALS(1_000);

    private final int usual;

    Limit(int usual) {
        this.usual = usual;
    }

    /** What counts unless the operator decides otherwise. */
    public int usual() {
        return usual;
    }

    /** The environment variable by which the operator decides. */
    public String variable() {
        return "LATCHKEY_LIMIT_" + name();
    }

    String property() {
        return variable().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
