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
 * Keeps what happens. The entries of a transaction are written together when everything else of it has been: then the
 * chain, which is the last thing the transaction takes, is held for the shortest time, and nobody waits for anybody in a circle.
 * What cannot be written rolls the transaction back. An event outside of a transaction gets one for itself.
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

    /** What the transaction has done so far. */
    private static final class Pending implements Synchronization {

        private final List<Occurrence> occurrences = new ArrayList<>();
        private final AuditTrail trail;

        Pending(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public void beforeCompletion() {
            trail.write(occurrences);
        }

        @Override
        public void afterCompletion(int status) {}
    }

    public void keep(@Observes DomainEvent event) {
        pending().occurrences.add(Occurrence.of(event, origin.get(), clock.instant()));
    }

    /**
     * Writes the entries of the transaction that is just ending. A call of its own, because the call that did the work has
     * ended: the pool would take the transaction of whoever called that, and a timer has none.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void write(List<Occurrence> occurrences) {
        repository.append(occurrences);
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
