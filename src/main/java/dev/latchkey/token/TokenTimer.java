package dev.latchkey.token;

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

/** Continues, every ten seconds, revocations that were too large for one transaction. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TokenTimer {

    @Resource
    TimerService timers;

    @Inject
    RevocationOfAll revocation;

    /** Not by annotation: that timer could fire before the schema is migrated. */
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
    }
}
