package dev.latchkey.authentication;

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
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Deletes expired sessions and old places once a day. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionTimer {

    private static final String JOB = "sessions";

    @Resource
    TimerService timers;

    @Inject
    OncePerDay day;

    @Inject
    Sessions sessions;

    @Inject
    KnownPlaces places;

    /** Not by annotation: the timer of one may ring while the schema is still being brought up to date. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(new ScheduleExpression().hour("*").minute("8/10"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        day.begin(JOB).ifPresent(today -> {
            sessions.forgetOver();
            places.forgetLongUnseen();
            day.finished(JOB, today);
        });
    }
}
