package dev.latchkey.audit;

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

/** Deletes old entries and seals the log once a day. An unreadable key prevents the start. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditTimer {

    private static final String JOB = "audit log";

    @Resource
    TimerService timers;

    @Inject
    OncePerDay day;

    @Inject
    AuditRetention retention;

    @Inject
    Sealing sealing;

    /** Not by annotation: the timer of one may ring while the schema is still being brought up to date. */
    @PostConstruct
    void start() {
        sealing.key();
        timers.createCalendarTimer(new ScheduleExpression().hour("*").minute("4/10"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        day.begin(JOB).ifPresent(today -> {
            retention.forget();
            while (retention.delete()) {
                // one transaction per batch
            }
            sealing.seal();
            day.finished(JOB, today);
        });
    }
}
