package dev.latchkey.token;

import dev.latchkey.user.SeenUser;
import java.util.List;

/**
 * Tokens of one user by name in code-point order; the newest first among equal names.
 *
 * @param total the number of all matching tokens
 */
public record UserTokens(SeenUser owner, List<TokenSummary> tokens, long total) {}
