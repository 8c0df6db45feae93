package dev.latchkey.token;

import dev.latchkey.user.SeenUser;
import java.util.List;

/**
 * Tokens of one user, by name in code-point order, the newest of a name first.
 *
 * @param total how many there are beside those that were asked for
 */
public record UserTokens(SeenUser owner, List<AccessToken> tokens, long total) {}
