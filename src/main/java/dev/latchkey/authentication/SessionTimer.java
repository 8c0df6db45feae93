package dev.latchkey.authentication;

import dev.latchkey.platform.persistence.OncePerDay;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Once a day: forgets the sessions that are over by time. They are good for nothing before that already. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionTimer {

    private static final String JOB = "sessions";

    @Inject
    OncePerDay day;

    @Inject
    Sessions sessions;

    @Schedule(hour = "*", minute = "8/10", persistent = false)
    void run() {
        if (day.begin(JOB)) {
            sessions.forgetOver();
            day.finished(JOB);
        }
    }
}
