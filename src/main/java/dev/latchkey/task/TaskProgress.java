package dev.latchkey.task;

import dev.latchkey.shared.Message;
import java.io.Serializable;

/**
 * How far a task was when somebody looked.
 *
 * @param total how many things it deals with, from 0
 * @param done how many of them it has dealt with
 * @param failed how many of those in vain
 */
public record TaskProgress(long taskId, BackgroundTask.State state, int done, int failed, int total)
        implements Serializable {

    public static TaskProgress of(BackgroundTask task) {
        return new TaskProgress(task.id(), task.state(), task.done(), task.failed(), task.total());
    }

    public boolean running() {
        return state == BackgroundTask.State.RUNNING;
    }

    /** Whether it was done to its end, neither cancelled nor failed. */
    public boolean complete() {
        return state == BackgroundTask.State.DONE;
    }

    /** What {@link #total} is for an element that shows progress: at least 1. */
    public int max() {
        return Math.max(1, total);
    }

    /**
     * What becomes of it.
     *
     * @param prefix behind which the key of the text has the name of the state; the text tells how many are done
     */
    public Message words(String prefix) {
        return Message.of(prefix + state.name(), done);
    }
}
