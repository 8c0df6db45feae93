package dev.latchkey.shared;

/**
 * Actions that create a credential or extend access. The policy decides which of them a caller with a token may take: a
 * leaked token must not outlive its own end.
 */
public enum CredentialAct {
    /** Generates a token, or rotates another one. */
    GENERATE_TOKEN,
    /** Rotates the token of the call. */
    ROTATE_ITSELF,
    /** Creates or reactivates a user, with a first password or a link to choose one, or imports users. */
    CREATE_USER,
    /** Replaces a password, including the caller's own, or changes an email, to which a link to choose one may go. */
    SET_PASSWORD,
    /**
     * Changes the members of a group with a role, adds one to a group that owns service accounts, hands a service account
     * over, or changes the email of an administrator.
     */
    CHANGE_ROLE,
    /** Loosens the token policy. */
    LOOSEN_POLICY
}
