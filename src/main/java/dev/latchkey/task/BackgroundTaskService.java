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

/** Starts background tasks, tells how far they are, and cancels them. */
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
     * Starts a task, in the caller's name, as soon as the transaction is committed. It ends early when the caller ceases
     * to be an active administrator.
     *
     * @param kind of the {@link Work} to be done
     * @param parameters what the work needs to know, at most 4000 characters
     * @param total how many things it will deal with, from 0
     * @throws ConflictException when another task of that kind is running
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

    /** @throws NotFoundException when there is no such task */
    public BackgroundTask get(long id) {
        return known(tasks.find(id));
    }

    /** The task of that kind that was started last, whether it is still running or not. */
    public Optional<BackgroundTask> latest(String kind) {
        return tasks.latest(kind);
    }

    /**
     * Ends a task. What it has done so far stays; the batch that it is just doing is not kept. Also fine for one that has
     * ended already.
     *
     * @throws NotFoundException when there is no such task
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
