package dev.latchkey.task;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** Somebody wants work done in the background. */
public record BackgroundTaskStarted(long taskId, String kind, int total) implements DomainEvent {

    static BackgroundTaskStarted of(BackgroundTask task) {
        return new BackgroundTaskStarted(task.id(), task.kind(), task.total());
    }

    @Override
    public Subject subject() {
        return Subject.thing("task", taskId, kind);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("total", Integer.toString(total));
    }
}
