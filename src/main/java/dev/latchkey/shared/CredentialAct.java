package dev.latchkey.shared;

/**
 * What makes a credential, or widens what one is good for. A caller with a token may do these as far as the policy says so: a
 * token may be in anybody's hands, and must not make itself outlive its end.
 */
public enum CredentialAct {
    /** Generates a token, or gives another one than itself a new value. */
    GENERATE_TOKEN,
    /** Gives itself a new value. */
    ROTATE_ITSELF,
    /** Creates a user, or brings one back, with a first password or by a file. */
    CREATE_USER,
    /** Replaces a password, the own one too. */
    SET_PASSWORD,
    /** Changes who belongs to a group with a role, or where mail to an administrator goes. */
    CHANGE_ROLE,
    /** Makes a rule for tokens less strict. */
    LOOSEN_POLICY
}
