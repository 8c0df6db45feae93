package dev.latchkey.token;

import org.jspecify.annotations.Nullable;

/**
 * The user who generates or rotates a token, and the token used.
 *
 * @param userId an id is enough, and need not be read
 * @param tokenId the token that authenticated the user; null for none
 */
record Creator(long userId, @Nullable Long tokenId) {}
