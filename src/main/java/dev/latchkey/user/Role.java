package dev.latchkey.user;

/** The roles of callers, for {@code @RolesAllowed}. */
public final class Role {

    /** A user, authenticated by password, or by a token that acts as its user. */
    public static final String USER = "USER";

    /** A member of a group with this role. */
    public static final String ADMINISTRATOR = "ADMINISTRATOR";

    /** Authenticated by an analysis token: may only ask for its own identity. */
    public static final String ANALYSIS = "ANALYSIS";

    /** Authenticated by a token that may ask about other tokens. */
    public static final String INTROSPECTION = "INTROSPECTION";

    private Role() {}
}
