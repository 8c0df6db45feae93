package dev.latchkey.token.web;

import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.token.AccessToken;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A token as a line of the list. */
public record TokenRow(
        String name,
        String masked,
        String type,
        @Nullable String projectKey,
        @Nullable String projectName,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable LocalDate expiresOn,
        boolean expired,
        boolean soon)
        implements Serializable {

    static TokenRow of(AccessToken token, LocalDate today, TokenPolicy policy) {
        return new TokenRow(
                token.name(),
                token.masked(),
                token.type().name(),
                token.projectKey(),
                token.projectName(),
                token.createdAt(),
                token.lastUsedAt(),
                token.expiresOn(),
                token.isExpired(today),
                policy.expiresSoon(token.expiresOn(), today));
    }
}
