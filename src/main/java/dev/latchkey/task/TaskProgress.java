package dev.latchkey.task;

import dev.latchkey.shared.Message;
import java.io.Serializable;

/**
 * A snapshot of a task's progress.
 *
 * @param total the number of items, from 0
 * @param done the number of processed items
 * @param failed the number of processed items that failed
 */
public record TaskProgress(long taskId, BackgroundTask.State state, int done, int failed, int total)
        implements Serializable {

    public static TaskProgress of(BackgroundTask task) {
        return new TaskProgress(task.id(), task.state(), task.done(), task.failed(), task.total());
    }

    public boolean running() {
        return state == BackgroundTask.State.RUNNING;
    }

    /** Whether the task completed, neither cancelled nor failed. */
    public boolean complete() {
        return state == BackgroundTask.State.DONE;
    }

    /** {@link #total} for a progress element: at least 1. */
    public int max() {
        return Math.max(1, total);
    }

    /**
     * The message for the state.
     *
     * @param prefix of the message key, followed by the state; the message takes the number of processed items
     */
    public Message words(String prefix) {
        return Message.of(prefix + state.name(), done);
    }
}
