package dev.latchkey.shared;

/**
 * One of the things by which a caller is what it is: the user with its role, a token, a session. The feature that keeps it
 * says whether it is still good.
 */
public interface Credential {

    /** Whether what the caller came with of this kind is still good, now; also true when it came with none. */
    boolean isGood(Mandate mandate);
}
