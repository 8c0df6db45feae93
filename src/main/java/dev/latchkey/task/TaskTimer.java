package dev.latchkey.task;

import dev.latchkey.platform.persistence.Database;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs waiting tasks: new ones at once, and every few seconds those whose server has died. Several servers may poll at
 * once, and tasks of different kinds may run at once. A second timer sends the heartbeats of running batches.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskTimer {

    private static final Logger LOG = Logger.getLogger(TaskTimer.class.getName());

    /** Attempts per batch: a concurrent transaction may have caused a conflict. */
    private static final int ATTEMPTS = 3;

    private static final String HEARTBEAT = "heartbeat";

    /** Longer than a batch takes. */
    private static final int SECONDS_TO_STOP = 5;

    private final ReadWriteLock working = new ReentrantReadWriteLock();
    private volatile boolean stopping;

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

    /** Polls once the caller's transaction has committed. */
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
        // a timer may fire once more after the stop, which keeps the other lock
        if (stopping || !working.readLock().tryLock()) {
            return;
        }
        try {
            while (!stopping && workOnOne()) {
                // until no task is waiting
            }
        } finally {
            working.readLock().unlock();
        }
    }

    private boolean workOnOne() {
        var claim = runner.claim();
        var found = claim.isPresent();
        while (claim.isPresent() && !stopping) {
            claim = next(claim.get());
        }
        claim.ifPresent(runner::release);
        return found;
    }

    /** Hands the tasks over after the current batch: to another server, or to this one's next start. */
    @PreDestroy
    void stop() {
        stopping = true;
        try {
            if (!working.writeLock().tryLock(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                LOG.warning("A batch takes too long for the stop: it will be done again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
