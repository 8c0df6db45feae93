package dev.latchkey.authentication;

import dev.latchkey.shared.Credential;
import dev.latchkey.shared.Mandate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * A caller with a session is valid until the session is ended. A session past its idle timeout rejects new calls but
 * does not stop running work: its row stays until the nightly clean-up.
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
