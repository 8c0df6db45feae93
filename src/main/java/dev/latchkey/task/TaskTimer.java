package dev.latchkey.task;

import dev.latchkey.platform.persistence.Database;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does the tasks that wait for a server: new ones at once, and every few seconds those whose server has died. Several servers
 * may look at the same time, and tasks of several kinds may run at the same time. A second timer says of the batches that this
 * server is doing that it lives, however long they take.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskTimer {

    private static final Logger LOG = Logger.getLogger(TaskTimer.class.getName());

    /** How often a batch is tried: somebody may have been in its way. */
    private static final int ATTEMPTS = 3;

    private static final String HEARTBEAT = "heartbeat";

    private final Set<TaskRunner.Claim> underWay = ConcurrentHashMap.newKeySet();

    @Resource
    TimerService timers;

    @Inject
    TaskRunner runner;

    @Inject
    Database database;

    @PostConstruct
    void start() {
        everyFiveSeconds(null);
        everyFiveSeconds(HEARTBEAT);
    }

    private void everyFiveSeconds(@Nullable String what) {
        timers.createCalendarTimer(
                new ScheduleExpression().hour("*").minute("*").second("*/5"), new TimerConfig(what, false));
    }

    /** Looks as soon as the caller's transaction is committed. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void soon() {
        timers.createSingleActionTimer(0, new TimerConfig(null, false));
    }

    @Timeout
    void run(Timer timer) {
        if (!database.isUp()) {
            return;
        }
        if (HEARTBEAT.equals(timer.getInfo())) {
            underWay.forEach(runner::beat);
        } else {
            work();
        }
    }

    private void work() {
        for (var claim = runner.claim(); claim.isPresent(); claim = runner.claim()) {
            while (claim.isPresent()) {
                claim = next(claim.get());
            }
        }
    }

    private Optional<TaskRunner.Claim> next(TaskRunner.Claim claim) {
        underWay.add(claim);
        try {
            return tried(claim);
        } finally {
            underWay.remove(claim);
        }
    }

    private Optional<TaskRunner.Claim> tried(TaskRunner.Claim claim) {
        for (int attempt = 1; ; attempt++) {
            try {
                return runner.next(claim);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    LOG.log(Level.SEVERE, "Background task " + claim.id() + " failed", e);
                    runner.fail(claim);
                    return Optional.empty();
                }
            }
        }
    }
}
