package dev.latchkey.task;

import org.jspecify.annotations.Nullable;

/**
 * The work of one kind of task. A feature implements it as an application-scoped bean, and starts tasks with
 * {@link BackgroundTaskService}.
 */
public interface Work {

    /** The kind of the tasks, at most 40 upper-case characters, such as {@code USER_IMPORT}. */
    String kind();

    /**
     * Runs the next batch in the caller's transaction, which also stores the result, so that a crash loses both or
     * neither. Batches should take at most a few seconds, so that progress is visible. Events belong to the user who
     * started the task. An exception rolls the batch back; it is retried twice.
     */
    Batch next(BackgroundTask task);

    /**
     * The result of a batch.
     *
     * @param done the number of processed items
     * @param failed the number of those that failed
     * @param cursor of the next batch, at most 400 characters; null at the end
     */
    record Batch(int done, int failed, @Nullable String cursor) {}
}
