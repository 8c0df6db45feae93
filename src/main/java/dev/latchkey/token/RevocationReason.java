package dev.latchkey.token;

/** Why a token was ended before its time. */
public enum RevocationReason {
    OWNER,
    ADMINISTRATOR,
    USER_DEACTIVATED,
    PROJECT_DELETED,
    POLICY
}
