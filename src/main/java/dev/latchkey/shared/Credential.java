package dev.latchkey.shared;

/**
 * Something that authenticates or authorizes a caller: the user with its role, a token, a session. The feature that
 * stores it decides whether it is still valid.
 */
public interface Credential {

    /** Whether the caller's credential of this kind is still valid; also true when the caller used none. */
    boolean isGood(Mandate mandate);
}
