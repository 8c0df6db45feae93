package dev.latchkey.token;

import java.util.List;

/**
 * Tokens of one user by name in code-point order; the newest first among equal names.
 *
 * @param login of their owner
 * @param total the number of all matching tokens
 */
public record UserTokens(String login, List<TokenSummary> tokens, long total) {}
