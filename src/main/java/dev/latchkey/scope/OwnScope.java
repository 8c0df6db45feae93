package dev.latchkey.scope;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Latchkey's own scopes. Rows of the database have the same names. */
public enum OwnScope {
    /** Reads what its owner may read, except the audit log. */
    READ,
    /** Generates, rotates and revokes tokens. */
    TOKENS,
    /** Manages users, groups and passwords. */
    USERS,
    /** Reads, checks and seals the audit log. */
    AUDIT,
    /** Changes the policy, projects, scopes and mail, and writes backups. */
    SETTINGS,
    /** Reads the metrics. */
    METRICS,
    /** Asks whether tokens are good (RFC 7662). */
    INTROSPECT;

    /** What the names of all of them begin with; no other scope may. */
    static final String PREFIX = "latchkey:";

    /** The name, such as {@code latchkey:read}. */
    public String scopeName() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The key of its description in the message bundle. */
    public String descriptionKey() {
        return "scope.own." + name();
    }

    static Optional<OwnScope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.scopeName().equals(name))
                .findFirst();
    }
}
