package dev.latchkey.token;

/** Why a token ends. */
public enum EndReason {
    /** The expiration day has come. For all other reasons, the token is revoked before that. */
    EXPIRED,
    /** A new value has replaced it. */
    ROTATED,
    OWNER,
    ADMINISTRATOR,
    USER_DEACTIVATED,
    PROJECT_DELETED,
    /** A rule of the token policy ends it. */
    POLICY,
    /** Its value was exposed. */
    LEAKED,
    /** Somebody who had the value returned it (RFC 7009). */
    HOLDER;

    /** Whether the user who ended the token is all there is to say about it. */
    public boolean isPlainRevocation() {
        return this == OWNER || this == ADMINISTRATOR;
    }
}
