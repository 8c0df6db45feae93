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
 * Does tasks, a transaction at a time, for the timer, who is nobody. A task is a server's as long as it has the version that
 * this server left it with: whoever cancels it or takes it over changes that, and the server lets go of it.
 */
@Stateless
@PermitAll
public class TaskRunner {

    /** A server that has said nothing for so long is dead, and its task another's. */
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

    /** A task that is this server's. */
    public record Claim(long id, int version) {}

    /** Takes a task that waits for a server, because it is new or its server has died. */
    public Optional<Claim> claim() {
        var now = clock.instant();
        var waiting = tasks.lockWaiting(now.minus(SILENCE));
        waiting.ifPresent(task -> task.beat(now));
        return waiting.map(this::kept);
    }

    /** Says that this server is still at a batch, in a transaction beside that of the batch. */
    public void beat(Claim claim) {
        tasks.beat(claim.id(), claim.version(), clock.instant());
    }

    /** Does the next batch; what is left to do is nothing when the task has ended or is this server's no more. */
    public Optional<Claim> next(Claim claim) {
        var task = own(claim);
        task.ifPresent(this::advance);
        return task.map(this::kept).filter(kept -> task.get().isRunning());
    }

    /** Ends a task that cannot be done. */
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
                // cancelled, or taken over: the batch is rolled back
                throw new ConflictException(null, "api.conflict");
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
