package dev.latchkey.token;

/** Why a token ends. */
public enum EndReason {
    /** Its expiration day begins. The other reasons come before that day: the token is revoked. */
    EXPIRED,
    /** A new value has taken its place. */
    ROTATED,
    OWNER,
    ADMINISTRATOR,
    USER_DEACTIVATED,
    PROJECT_DELETED,
    /** A rule of the token policy ends it. */
    POLICY,
    /** Its value was found where it should not be. */
    LEAKED
}
