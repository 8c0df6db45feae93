package dev.latchkey.task;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** The events about a background task. */
public sealed interface BackgroundTaskEvent extends DomainEvent {

    long taskId();

    String kind();

    @Override
    default Subject subject() {
        return Subject.thing("task", taskId(), kind());
    }

    record BackgroundTaskStarted(long taskId, String kind, int total) implements BackgroundTaskEvent {

        static BackgroundTaskStarted of(BackgroundTask task) {
            return new BackgroundTaskStarted(task.id(), task.kind(), task.total());
        }

        @Override
        public Map<String, String> details() {
            return Map.of("total", Integer.toString(total));
        }
    }

    /** The task is complete, cancelled or failed, or its caller's credential is no longer good. */
    record BackgroundTaskEnded(long taskId, String kind, BackgroundTask.State state, int total, int done, int failed)
            implements BackgroundTaskEvent {

        static BackgroundTaskEnded of(BackgroundTask task) {
            return new BackgroundTaskEnded(
                    task.id(), task.kind(), task.state(), task.total(), task.done(), task.failed());
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
}
