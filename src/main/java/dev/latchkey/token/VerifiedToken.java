package dev.latchkey.token;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying an active token.
 *
 * @param projectKey the project of a project analysis token; null for other types
 * @param administrator whether its user is an administrator, which only a user token may exercise
 * @param expiresOn the UTC day at whose start it ends; null for no expiration
 * @param takesOver whether it has replaced another value and is not known to have been used
 * @param usedRecently whether its last use is already recorded to the minute
 */
public record VerifiedToken(
        long tokenId,
        TokenType type,
        @Nullable String projectKey,
        long userId,
        String login,
        boolean administrator,
        @Nullable LocalDate expiresOn,
        boolean takesOver,
        boolean usedRecently) {}
