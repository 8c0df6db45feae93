package dev.latchkey.token;

/** Why a token was ended before its time. */
public enum RevocationReason {
    OWNER,
    ADMINISTRATOR,
    USER_DEACTIVATED,
    PROJECT_DELETED,
    /** A rule of the token policy ended it. */
    POLICY,
    /** A new value took its place. */
    ROTATED,
    /** Its value was found where it should not be. */
    LEAKED
}
