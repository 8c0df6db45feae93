package dev.latchkey.token.web;

import dev.latchkey.token.AccessToken;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A token as a line of the list. */
public record TokenRow(
        String name,
        String type,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable LocalDate expiresOn,
        boolean expired,
        boolean soon)
        implements Serializable {

    /** So many days before it ends, a token is marked. */
    private static final int SOON = 7;

    static TokenRow of(AccessToken token, LocalDate today) {
        return new TokenRow(
                token.name(),
                token.type().name(),
                token.createdAt(),
                token.lastUsedAt(),
                token.expiresOn(),
                token.isExpired(today),
                !token.isExpired(today) && token.isExpired(today.plusDays(SOON)));
    }
}
