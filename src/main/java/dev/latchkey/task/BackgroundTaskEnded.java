package dev.latchkey.task;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** Work in the background has ended: it is done, somebody cancelled it, or it failed. */
public record BackgroundTaskEnded(long taskId, String kind, BackgroundTask.State state, int total, int done, int failed)
        implements DomainEvent {

    static BackgroundTaskEnded of(BackgroundTask task) {
        return new BackgroundTaskEnded(task.id(), task.kind(), task.state(), task.total(), task.done(), task.failed());
    }

    @Override
    public Subject subject() {
        return Subject.thing("task", taskId, kind);
    }

    @Override
    public Map<String, String> details() {
        return Map.of(
                "state", state.name(),
                "total", Integer.toString(total),
                "done", Integer.toString(done),
                "failed", Integer.toString(failed));
    }
}
