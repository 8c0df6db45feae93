package dev.latchkey.token;

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

/** Continues pending revocations every ten seconds, and applies the policy once per UTC day. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenTimer {

    private static final String JOB = "tokens";

    @Resource
    TimerService timers;

    @Inject
    OncePerDay day;

    @Inject
    PolicyEnforcement enforcement;

    @Inject
    RevocationOfAll revocation;

    /** Not by annotation: the timer of one may ring while the schema is still being brought up to date. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/10"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        while (revocation.goOn()) {
            // one transaction per batch
        }
        day.begin(JOB).ifPresent(today -> {
            while (enforcement.revokeUnused() || enforcement.forgetEnded()) {
                // one transaction per batch
            }
            day.finished(JOB, today);
        });
    }
}
