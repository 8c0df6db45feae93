package dev.latchkey.shared;

import jakarta.enterprise.context.RequestScoped;

/**
 * Where the current call comes from. The boundary says so once, so that no service has to be told. Work that goes on in
 * another thread takes the {@link Origin} along and sets it there.
 */
@RequestScoped
public class CurrentOrigin {

    private Origin origin = Origin.SERVER;

    public Origin get() {
        return origin;
    }

    public void set(Origin origin) {
        this.origin = origin;
    }

    /** The caller is recognised now. */
    public void by(long userId) {
        origin = origin.by(userId);
    }

    /** The caller is recognised now, by a token. */
    public void by(long userId, long tokenId) {
        origin = origin.by(userId, tokenId);
    }

    /** The caller is recognised now, by a session. */
    public void bySession(long userId, long sessionId) {
        origin = origin.bySession(userId, sessionId);
    }
}
