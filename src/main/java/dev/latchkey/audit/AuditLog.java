package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditLogExported;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Mandates;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Reads the log. No operation changes it. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class AuditLog {

    /** Verification is costly: one at a time per server. */
    private static final Semaphore VERIFICATIONS = new Semaphore(1);

    @Inject
    AuditRepository repository;

    @Inject
    Sealing sealing;

    @Inject
    Mandates mandates;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Newest entries first.
     *
     * @param offset the number of entries to skip, from 0
     * @param limit the maximum number of entries, 1–500
     */
    public Page<ListedEntry> search(@Valid AuditQuery query, int offset, int limit) {
        return repository.search(query, offset, limit);
    }

    /**
     * Verifies every entry and reports the first fault. A million entries take some seconds.
     *
     * @throws ConflictException if another verification is running on this server
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verdict verify(Verification verification) {
        if (!VERIFICATIONS.tryAcquire()) {
            throw new ConflictException(null, "audit.verify.other");
        }
        try {
            return verification.run(repository, sealing.key());
        } finally {
            VERIFICATIONS.release();
        }
    }

    /**
     * Goes on with a verification until it is over or this time has passed. Does nothing while another verification is
     * running on this server.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void verify(Verification verification, Duration time) {
        if (VERIFICATIONS.tryAcquire()) {
            try {
                var end = clock.instant().plus(time);
                while (!verification.isOver() && clock.instant().isBefore(end)) {
                    verification.step(repository, sealing.key());
                }
            } finally {
                VERIFICATIONS.release();
            }
        }
    }

    /** Seals the current end of the log, stores and sends the seal, and returns it as one line. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String seal() {
        return sealing.seal();
    }

    /** The public key in PEM, with which {@link ExportCheck} checks seals. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String publicKey() {
        return sealing.key().publicPem();
    }

    /** Exports entries to a file, after recording the export itself. */
    public Export export(@Valid AuditQuery query, FileFormat format) {
        events.fire(new AuditLogExported(format, query.inWords(repository::userId)));
        var mandate = mandates.current(Role.ADMINISTRATOR);
        return new Export(repository, query, format, sealing::sign, () -> mandates.demand(mandate));
    }
}
