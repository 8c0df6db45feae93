package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskEvent.BackgroundTaskEnded;
import dev.latchkey.task.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work with one batch per item of the task; each batch waits until the test releases it. */
@ApplicationScoped
class CountingWork implements Work {

    static final String KIND = "COUNTING";

    @Inject
    Event<Batch> batches;

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore permitted = new Semaphore(0);
    private final Semaphore rolledBack = new Semaphore(0);
    private final BlockingQueue<Long> ended = new LinkedBlockingQueue<>();

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch next(BackgroundTask task) {
        var batch = new Batch(1, 0, task.done() + 1 == task.total() ? null : "more");
        batches.fire(batch);
        begun.release();
        await(permitted);
        return batch;
    }

    void reset() {
        begun.drainPermits();
        permitted.drainPermits();
        rolledBack.drainPermits();
        ended.clear();
    }

    void letThrough(int count) {
        permitted.release(count);
    }

    void awaitBatch() {
        await(begun);
    }

    void awaitRollback() {
        await(rolledBack);
    }

    void awaitEnd(long taskId) throws InterruptedException {
        assertThat(ended.poll(30, TimeUnit.SECONDS)).isEqualTo(taskId);
    }

    void rolledBack(@Observes(during = TransactionPhase.AFTER_FAILURE) Batch batch) {
        rolledBack.release();
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) BackgroundTaskEnded task) {
        ended.add(task.taskId());
    }

    private static void await(Semaphore semaphore) {
        try {
            assertThat(semaphore.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
