package dev.latchkey.authentication;

import dev.latchkey.user.User;
import jakarta.security.enterprise.CallerPrincipal;

/** A user who has proven to be one with a password; knows what a session needs to be recognised again. */
public class Caller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final long userId;
    private final int sessionVersion;

    Caller(User user) {
        super(user.login());
        this.userId = user.id();
        this.sessionVersion = user.sessionVersion();
    }

    long userId() {
        return userId;
    }

    int sessionVersion() {
        return sessionVersion;
    }
}
