package dev.latchkey.platform;

import java.util.Locale;

/**
 * Limits for authenticated callers (ASVS 5, 2.1.3 and 2.4.1), so that one account cannot exhaust memory, disk or log.
 * Only the operator sets them: a leaked administrator token cannot raise a limit. {@code docs/limits.md} lists all
 * limits.
 */
public enum Limit {
    /** Active tokens of a user. */
    TOKENS(10_000),

    /** Tokens generated or rotated for a user in an hour, per server. */
    GENERATIONS(1_000),

    /** Service accounts that a group owns, deactivated ones too. */
    SERVICE_ACCOUNTS(1_000),

    /** Sessions of a user; a further sign-in ends the least recently used one. */
    SESSIONS(100),

    /** Refusals of a caller that the audit log records one by one in an hour, per server. */
    REFUSALS(1_000);

    private final int usual;

    Limit(int usual) {
        this.usual = usual;
    }

    /** The default. */
    public int usual() {
        return usual;
    }

    /** The environment variable of the limit. */
    public String variable() {
        return "LATCHKEY_LIMIT_" + name();
    }

    String property() {
        return variable().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
