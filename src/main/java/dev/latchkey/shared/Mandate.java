package dev.latchkey.shared;

/**
 * In whose name work goes on when the call that began it is over: the user, the token or session with which the call came,
 * and the role that it took. Whoever does the work asks {@link Mandates} before each batch.
 *
 * @param role as {@code @RolesAllowed} names it
 */
public record Mandate(Origin caller, String role) {}
