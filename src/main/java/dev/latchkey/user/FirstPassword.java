package dev.latchkey.user;

import java.time.Instant;

/**
 * A password that somebody else has chosen for a user, who is to replace it.
 *
 * @param until when it lapses if it is not replaced
 * @param onlyForItsChange whether it is good for nothing else before, over the API either
 */
record FirstPassword(String hash, Instant until, boolean onlyForItsChange) {

    /** Never the hash. */
    @Override
    public String toString() {
        return "FirstPassword[until=" + until + ']';
    }
}
