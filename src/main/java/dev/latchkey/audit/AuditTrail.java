package dev.latchkey.audit;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
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
 * transaction gets its own. Uses an interposed synchronization, which runs after observers of
 * {@code BEFORE_COMPLETION}.
 */
@Stateless
@PermitAll
public class AuditTrail {

    @Inject
    AuditRepository repository;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    @Resource
    SessionContext context;

    @Resource
    TransactionSynchronizationRegistry transaction;

    /** The events of the transaction so far. */
    private static final class Pending implements Synchronization {

        private final List<AuditRecord> records = new ArrayList<>();
        private final AuditTrail trail;

        Pending(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public void beforeCompletion() {
            trail.write(records);
        }

        @Override
        public void afterCompletion(int status) {}
    }

    public void keep(@Observes DomainEvent event) {
        pending().records.add(AuditRecord.of(event, origin.get(), clock.instant()));
    }

    /**
     * Writes the entries of the transaction that is completing. A separate call, because the original call has ended,
     * and the connection pool would otherwise use the transaction of that call's caller, which a timer lacks.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void write(List<AuditRecord> records) {
        repository.append(records);
    }

    private Pending pending() {
        if (transaction.getResource(Pending.class) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending(context.getBusinessObject(AuditTrail.class));
        transaction.putResource(Pending.class, pending);
        transaction.registerInterposedSynchronization(pending);
        return pending;
    }
}
