package dev.latchkey.token;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a good token proves.
 *
 * @param administrator whether its user is one; only a token that acts as its user may make use of that
 * @param expiresOn the UTC day at whose beginning it ends; null when it does not expire
 * @param takesOver whether it has replaced another value and is not known to have been used before
 * @param usedRecently whether its last use is known to the minute already
 */
public record VerifiedToken(
        long tokenId,
        TokenType type,
        long userId,
        String login,
        boolean administrator,
        @Nullable LocalDate expiresOn,
        boolean takesOver,
        boolean usedRecently) {}
