package dev.latchkey.token;

import dev.latchkey.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The user who generates or rotates a token, and the token used.
 *
 * @param tokenId the token that authenticated the user; null for none
 * @param networks that the token was bound to then; null for every one, or without a token
 */
record Creator(User user, @Nullable Long tokenId, @Nullable Networks networks) {}
