package dev.latchkey.token;

/** Which tokens a list shows. */
public enum TokenStatus {
    /** Not revoked; those that expired included, because they still have their name. */
    LIVE,
    /** Revoked or expired. */
    ENDED,
    ALL
}
