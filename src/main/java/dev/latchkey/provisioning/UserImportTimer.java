package dev.latchkey.provisioning;

import dev.latchkey.platform.persistence.OncePerDay;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Deletes old files of users once a day, as they contain personal data. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
public class UserImportTimer {

    private static final String JOB = "user_imports";
    private static final Duration KEPT = Duration.ofDays(1);

    @Resource
    TimerService timers;

    @Inject
    OncePerDay day;

    @Inject
    UserImportRepository imports;

    @Inject
    Clock clock;

    /** Not by annotation: the timer of one may ring while the schema is still being brought up to date. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(new ScheduleExpression().hour("*").minute("3/10"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        day.begin(JOB).ifPresent(today -> {
            imports.forgetBefore(clock.instant().minus(KEPT));
            day.finished(JOB, today);
        });
    }
}
