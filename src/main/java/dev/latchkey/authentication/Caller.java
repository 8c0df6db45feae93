package dev.latchkey.authentication;

import dev.latchkey.user.User;
import jakarta.security.enterprise.CallerPrincipal;

/** A user who has proven to be one with a password; knows what a session needs to begin. */
public class Caller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final long userId;
    private final int version;

    Caller(User user) {
        super(user.login());
        this.userId = user.id();
        this.version = user.version();
    }

    long userId() {
        return userId;
    }

    /** Of the user when the password was looked at. */
    int version() {
        return version;
    }
}
