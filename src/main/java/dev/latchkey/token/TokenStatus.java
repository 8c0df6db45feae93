package dev.latchkey.token;

/** The tokens to list. */
public enum TokenStatus {
    /** Not revoked, including expired ones, which keep their names. */
    LIVE,
    /** Revoked or expired. */
    ENDED,
    ALL
}
