package dev.latchkey.token;

import org.jspecify.annotations.Nullable;

/**
 * Why a token that exists is refused.
 *
 * @param end null for an active token that may not be used from where the call comes
 */
public record Refusal(@Nullable End end) {}
