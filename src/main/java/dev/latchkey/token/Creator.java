package dev.latchkey.token;

import dev.latchkey.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The user who generates or rotates a token, and the token used for it.
 *
 * @param tokenId the token with which the user came; null when it was none
 */
record Creator(User user, @Nullable Long tokenId) {}
