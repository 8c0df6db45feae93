package dev.latchkey.link;

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

/** Answers, every two seconds, those who forgot their passwords. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ForgottenPasswordTimer {

    @Resource
    TimerService timers;

    @Inject
    ForgottenPasswordWork work;

    /** Not by annotation: that timer could fire before the schema is migrated. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/2"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        while (work.answer()) {
            // one transaction per request
        }
    }
}
