package dev.latchkey.provisioning;

import dev.latchkey.platform.persistence.OncePerDay;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Once a day: forgets files of users, which are personal data that nobody needs twice. */
@Singleton
public class UserImportTimer {

    private static final String JOB = "user_imports";
    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    OncePerDay day;

    @Inject
    UserImportRepository imports;

    @Inject
    Clock clock;

    @Schedule(hour = "*", minute = "3/10", persistent = false)
    void run() {
        if (day.begin(JOB)) {
            imports.forgetBefore(clock.instant().minus(KEPT));
            day.finished(JOB);
        }
    }
}
