package dev.latchkey.task;

import org.jspecify.annotations.Nullable;

/** What is done in tasks of one kind. A feature implements it as an application-scoped bean, and starts a task by {@link BackgroundTaskService}. */
public interface Work {

    /** Which tasks are meant: at most 40 characters in upper case, such as {@code USER_IMPORT}. */
    String kind();

    /**
     * Does the next batch, in the caller's transaction, which also keeps what is returned: after a crash both have happened,
     * or neither. A few seconds at the most, so that others see it progress. Events
     * fired here are those of the user who started the task. What is thrown rolls the batch back; it is tried again twice.
     */
    Batch next(BackgroundTask task);

    /**
     * What a batch has done.
     *
     * @param done how many things it dealt with
     * @param failed how many of them in vain
     * @param cursor where the next batch begins, at most 400 characters; null when there is nothing left to do
     */
    record Batch(int done, int failed, @Nullable String cursor) {}
}
