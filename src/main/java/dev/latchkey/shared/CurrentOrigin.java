package dev.latchkey.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;

/**
 * The origin of the current call, set once at the boundary so that services need no parameter for it. Work in another
 * thread captures the {@link Origin} and sets it there.
 */
public class CurrentOrigin {

    private Origin origin = Origin.SERVER;

    public Origin get() {
        return origin;
    }

    public void set(Origin origin) {
        this.origin = origin;
    }

    /** Records the authenticated caller. */
    public void by(long userId) {
        origin = origin.by(userId);
    }

    /** Records the caller, authenticated by a token. */
    public void by(long userId, long tokenId) {
        origin = origin.by(userId, tokenId);
    }

    /** Records the caller, authenticated by a session. */
    public void bySession(long userId, long sessionId) {
        origin = origin.bySession(userId, sessionId);
    }

    /** Begins one for each request: as a bean itself, Payara would look for what to inject into it each time. */
    @Dependent
    static class PerRequest {

        @Produces
        @RequestScoped
        static CurrentOrigin begin() {
            return new CurrentOrigin();
        }
    }
}
