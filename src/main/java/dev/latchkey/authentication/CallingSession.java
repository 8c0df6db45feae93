package dev.latchkey.authentication;

import dev.latchkey.shared.Credential;
import dev.latchkey.shared.Mandate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * A caller who came with a session is good until that is ended, by signing out or by anything else. One that only rests for too
 * long is good for no new call, but ends no work: its row is there until the night.
 */
@ApplicationScoped
class CallingSession implements Credential {

    @Inject
    SessionRepository sessions;

    @Override
    public boolean isGood(Mandate mandate) {
        var id = mandate.caller().sessionId();
        return id == null || sessions.exists(id);
    }
}
