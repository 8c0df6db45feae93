package dev.latchkey.authentication;

import dev.latchkey.platform.DailyJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Deletes expired sessions, which are refused before that already, and places of sign-in that are long out of use. */
@ApplicationScoped
class SessionCleanUp implements DailyJob {

    @Inject
    Sessions sessions;

    @Inject
    KnownPlaces places;

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public void run() {
        sessions.forgetOver();
        places.forgetLongUnseen();
    }
}
