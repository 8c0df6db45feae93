package dev.latchkey.it;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.Work;
import dev.latchkey.user.GroupEvent.GroupDeleted;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Work whose every batch fires an event and then fails, after all has been written. */
@ApplicationScoped
class DoomedWork implements Work {

    static final String KIND = "DOOMED";

    @Inject
    Event<DomainEvent> events;

    @Resource
    TransactionSynchronizationRegistry transaction;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch next(BackgroundTask task) {
        events.fire(new GroupDeleted(1, "never"));
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                throw new IllegalStateException("No further");
            }

            @Override
            public void afterCompletion(int status) {}
        });
        return new Batch(1, 0, null);
    }
}
