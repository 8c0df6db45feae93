package dev.latchkey.shared;

/**
 * The caller on whose behalf work continues after the call that started it: the user, the token or session of the call,
 * and the role. Workers check it with {@link Mandates} before each batch.
 *
 * @param role as {@code @RolesAllowed} names it
 */
public record Mandate(Origin caller, String role) {}
