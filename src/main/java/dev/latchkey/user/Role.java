package dev.latchkey.user;

/** What a caller may do, as {@code @RolesAllowed} names it. */
public final class Role {

    /** Signed in as oneself: by password, or with a token that acts as its user. */
    public static final String USER = "USER";

    /** Member of a group that carries this role. */
    public static final String ADMINISTRATOR = "ADMINISTRATOR";

    private Role() {}
}
