package dev.latchkey.token;

import dev.latchkey.platform.persistence.OncePerDay;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Once a day, soon after it begins in UTC: ends and forgets the tokens whose time has come. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenTimer {

    private static final String JOB = "tokens";

    @Inject
    OncePerDay day;

    @Inject
    PolicyEnforcement enforcement;

    @Schedule(hour = "*", minute = "5/10", persistent = false)
    void run() {
        if (day.begin(JOB)) {
            while (enforcement.revokeUnused() || enforcement.forgetEnded()) {
                // batch by batch, each one a transaction
            }
            day.finished(JOB);
        }
    }
}
