package dev.latchkey.notification;

import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says about a token, as it was at the time.
 *
 * @param expiresOn in UTC; null for no expiration, or if the notice does not tell it
 * @param scopes null for a token without limit, or if the notice does not tell them
 * @param networks null for every network, or if the notice does not tell them
 */
record TokenFacts(
        long id,
        String name,
        @Nullable LocalDate expiresOn,
        @Nullable Collection<String> scopes,
        @Nullable Collection<String> networks) {

    TokenFacts(long id, String name, @Nullable LocalDate expiresOn) {
        this(id, name, expiresOn, null, null);
    }

    TokenFacts(long id, String name) {
        this(id, name, null);
    }
}
