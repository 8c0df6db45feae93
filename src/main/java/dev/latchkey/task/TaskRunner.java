package dev.latchkey.task;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Mandates;
import dev.latchkey.task.BackgroundTaskEvent.BackgroundTaskEnded;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs background tasks for the timer, one transaction per batch. The timer has no caller identity, hence
 * {@code @PermitAll}. The optimistic lock is the lease: a server owns a task while the version is the one it wrote, and
 * loses it when another server takes over or a user cancels.
 */
@Stateless
@PermitAll
public class TaskRunner {

    /** A server without a heartbeat for this long is considered dead. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    @Inject
    BackgroundTaskRepository tasks;

    @Inject
    @Any
    Instance<Work> works;

    @Inject
    Mandates mandates;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** A task owned by this server. */
    public record Claim(long id, int version) {}

    /** Claims a task that is new or whose server has died. */
    public Optional<Claim> claim() {
        var now = clock.instant();
        var waiting = tasks.lockWaiting(now.minus(SILENCE));
        waiting.ifPresent(task -> task.beat(now));
        return waiting.map(this::kept);
    }

    /** Sends a heartbeat during a batch, in a separate transaction. */
    public void beat(Claim claim) {
        tasks.beat(claim.id(), claim.version(), clock.instant());
    }

    /** Gives the task up for another server to take at once. */
    public void release(Claim claim) {
        own(claim).ifPresent(BackgroundTask::release);
    }

    /** Runs the next batch; empty when the task has ended or this server has lost it. */
    public Optional<Claim> next(Claim claim) {
        var task = own(claim);
        task.ifPresent(this::advance);
        return task.map(this::kept).filter(kept -> task.get().isRunning());
    }

    /** Marks a task as failed. */
    public void fail(Claim claim) {
        own(claim).ifPresent(task -> {
            task.end(BackgroundTask.State.FAILED, clock.instant());
            events.fire(BackgroundTaskEnded.of(task));
        });
    }

    private Optional<BackgroundTask> own(Claim claim) {
        var task = Optional.ofNullable(tasks.find(claim.id()))
                .filter(BackgroundTask::isRunning)
                .filter(found -> found.version() == claim.version());
        task.ifPresent(own -> mandates.takeUp(own.mandate()));
        return task;
    }

    private void advance(BackgroundTask task) {
        if (mandates.isGood(task.mandate())) {
            var batch = work(task.kind()).next(task);
            if (!tasks.lockUnchanged(task)) {
                // cancelled or taken over: roll the batch back
                throw new ConflictException(null, "error.conflict");
            }
            task.advance(batch, clock.instant());
        } else {
            task.end(BackgroundTask.State.LAPSED, clock.instant());
        }
        if (!task.isRunning()) {
            events.fire(BackgroundTaskEnded.of(task));
        }
    }

    private Work work(String kind) {
        return works.stream()
                .filter(work -> work.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing does tasks of the kind " + kind));
    }

    private Claim kept(BackgroundTask task) {
        tasks.flush();
        return new Claim(task.id(), task.version());
    }
}
