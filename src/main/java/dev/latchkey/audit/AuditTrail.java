package dev.latchkey.audit;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
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
    TransactionSynchronizationRegistry transaction;

    /** What the transaction has done so far. */
    private static final class Pending implements Synchronization {

        private final List<Occurrence> occurrences = new ArrayList<>();
        private final AuditRepository repository;

        Pending(AuditRepository repository) {
            this.repository = repository;
        }

        @Override
        public void beforeCompletion() {
            repository.append(occurrences);
        }

        @Override
        public void afterCompletion(int status) {}
    }

    public void keep(@Observes DomainEvent event) {
        pending().occurrences.add(Occurrence.of(event, origin.get(), clock.instant()));
    }

    private Pending pending() {
        if (transaction.getResource(Pending.class) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending(repository);
        transaction.putResource(Pending.class, pending);
        transaction.registerInterposedSynchronization(pending);
        return pending;
    }
}
