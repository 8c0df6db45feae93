package dev.latchkey.user;

import java.time.Instant;

/**
 * A password set by another user, which its owner must replace.
 *
 * @param until when the password expires unless replaced
 * @param onlyForItsChange whether it allows nothing but its change, even over the API
 */
record FirstPassword(String hash, Instant until, boolean onlyForItsChange) {

    /** Omits the hash. */
    @Override
    public String toString() {
        return "FirstPassword[until=" + until + ']';
    }
}
