package dev.latchkey.audit;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Records events. Writes the entries of a transaction as its last step, after all other changes, so that the lock on
 * the chain is short and cannot cause a deadlock. A failure to write rolls the transaction back. An event outside a
 * transaction gets its own from {@link LoneEntry}. The others reach the log without an enterprise bean, whose lookup
 * would cost more than the entry. Uses an interposed synchronization, which runs after observers of
 * {@code BEFORE_COMPLETION} and calls no EJB: Open Liberty forbids that so late.
 */
@ApplicationScoped
class AuditTrail {

    @Inject
    AuditRepository repository;

    @Inject
    LoneEntry lone;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    @Resource
    TransactionSynchronizationRegistry transaction;

    /** The events of the transaction so far. */
    private static final class Pending implements Synchronization {

        private final List<AuditRecord> records = new ArrayList<>();
        private final AuditRepository repository;

        Pending(AuditRepository repository) {
            this.repository = repository;
        }

        @Override
        public void beforeCompletion() {
            repository.append(records);
        }

        @Override
        public void afterCompletion(int status) {}
    }

    void keep(@Observes DomainEvent event) {
        var record = AuditRecord.of(event, origin.get(), clock.instant());
        if (transaction.getTransactionKey() == null) {
            lone.write(record);
        } else {
            pending().records.add(record);
        }
    }

    private Pending pending() {
        if (transaction.getResource(Pending.class) instanceof Pending pending) {
            return pending;
        }
        repository.joinTransaction();
        var pending = new Pending(repository);
        transaction.putResource(Pending.class, pending);
        transaction.registerInterposedSynchronization(pending);
        return pending;
    }
}
