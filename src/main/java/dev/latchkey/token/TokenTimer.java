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

/**
 * Every ten seconds: writes down which former values of rotated tokens have ended, and goes on with what was too much to revoke at
 * once. Once a day, soon after it begins in UTC:
 * ends and forgets the tokens whose time has come.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenTimer {

    private static final String JOB = "tokens";

    @Resource
    TimerService timers;

    @Inject
    OverlapEnd overlaps;

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
        overlaps.due();
        while (revocation.goOn()) {
            // batch by batch, each one a transaction
        }
        day.begin(JOB).ifPresent(today -> {
            while (enforcement.revokeUnused() || enforcement.forgetEnded()) {
                // batch by batch, each one a transaction
            }
            day.finished(JOB, today);
        });
    }
}
