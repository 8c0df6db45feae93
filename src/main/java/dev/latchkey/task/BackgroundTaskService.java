package dev.latchkey.task;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.task.BackgroundTaskEvent.BackgroundTaskEnded;
import dev.latchkey.task.BackgroundTaskEvent.BackgroundTaskStarted;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts background tasks, reports their progress, and cancels them. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class BackgroundTaskService {

    @Inject
    BackgroundTaskRepository tasks;

    @Inject
    TaskTimer timer;

    @Inject
    CurrentOrigin origin;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Starts a task on behalf of the caller when the transaction commits. The task ends early if the caller is no
     * longer an active administrator.
     *
     * @param kind the kind of the {@link Work}
     * @param parameters for the work, at most 4000 characters
     * @param total the number of items, from 0
     * @throws ConflictException if another task of that kind is running
     */
    public BackgroundTask start(String kind, String parameters, int total) {
        if (tasks.latest(kind).filter(BackgroundTask::isRunning).isPresent()) {
            throw new ConflictException(null, "task.running");
        }
        var caller = Objects.requireNonNull(origin.get().userId(), "an administrator is recognised");
        var task = new BackgroundTask(kind, parameters, total, tasks.user(caller), origin.get(), clock.instant());
        tasks.add(task);
        events.fire(BackgroundTaskStarted.of(task));
        timer.soon();
        return task;
    }

    /** @throws NotFoundException if the task does not exist */
    public BackgroundTask get(long id) {
        return known(tasks.find(id));
    }

    /** The most recent task of that kind, running or ended. */
    public Optional<BackgroundTask> latest(String kind) {
        return tasks.latest(kind);
    }

    /**
     * Cancels a task. Finished batches stay; the current batch is rolled back. Has no effect on a task that has ended.
     *
     * @throws NotFoundException if the task does not exist
     */
    public BackgroundTask cancel(long id) {
        var task = known(tasks.lock(id));
        if (task.isRunning()) {
            task.end(BackgroundTask.State.CANCELLED, clock.instant());
            events.fire(BackgroundTaskEnded.of(task));
        }
        return task;
    }

    private static BackgroundTask known(@Nullable BackgroundTask task) {
        if (task == null) {
            throw new NotFoundException("id", "task.unknown");
        }
        return task;
    }
}
