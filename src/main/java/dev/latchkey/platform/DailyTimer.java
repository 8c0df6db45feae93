package dev.latchkey.platform;

import dev.latchkey.platform.persistence.Database;
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
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks every ten seconds which jobs of the day are still to be done, and does them one after the other. */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DailyTimer {

    private static final Logger LOG = Logger.getLogger(DailyTimer.class.getName());

    @Resource
    TimerService timers;

    @Inject
    Database database;

    @Inject
    OncePerDay day;

    @Inject
    @Any
    Instance<DailyJob> jobs;

    /** Not by annotation: that timer could fire before the schema is migrated. */
    @PostConstruct
    void start() {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/10"), new TimerConfig(null, false));
    }

    @Timeout
    void run() {
        if (database.isUp()) {
            jobs.stream().filter(DailyJob::isReady).forEach(this::run);
        }
    }

    private void run(DailyJob job) {
        try {
            day.begin(job.name()).ifPresent(today -> {
                job.run();
                day.finished(job.name(), today);
            });
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "The daily job '" + job.name() + "' failed; it runs again in an hour");
        }
    }
}
