package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditLogExported;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Mandates;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Reads the log: nobody can do anything else with it. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class AuditLog {

    /** To verify is much work: one look is enough for everybody. */
    private static final Semaphore VERIFICATIONS = new Semaphore(1);

    @Inject
    AuditRepository repository;

    @Inject
    Sealing sealing;

    @Inject
    Mandates mandates;

    @Inject
    Event<DomainEvent> events;

    /**
     * The newest entries first.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at the most, 1–500
     */
    public Page<ListedEntry> search(@Valid AuditQuery query, int offset, int limit) {
        return repository.search(query, offset, limit);
    }

    /**
     * Looks at every entry, and finds the first that is not as it was written. A million of them take some seconds.
     *
     * @throws ConflictException while another verification is under way on this server
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

    /** The same, without being waited for. */
    @Asynchronous
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Future<Verdict> verifyMeanwhile(Verification verification) {
        return new AsyncResult<>(verify(verification));
    }

    /** Signs where the log ends now, keeps and sends that; the seal as one line. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String seal() {
        return sealing.seal();
    }

    /** The public key, by which {@link ExportCheck} checks seals, in PEM. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String publicKey() {
        return sealing.key().publicPem();
    }

    /** Entries to be written to a file. That it was done is an entry of its own, which is kept first. */
    public Export export(@Valid AuditQuery query, Export.Format format) {
        events.fire(new AuditLogExported(format, query.inWords(repository::userId)));
        var mandate = mandates.current(Role.ADMINISTRATOR);
        return new Export(repository, query, format, sealing::sign, () -> mandates.demand(mandate));
    }
}
