package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
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
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the log: nobody can do anything else with it. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class AuditLog {

    private static final int BATCH = 1000;

    @Inject
    AuditRepository repository;

    @Inject
    Event<DomainEvent> events;

    /** What an export is written as. */
    public enum Format {
        CSV,
        JSON
    }

    /**
     * The newest entries first.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at the most, 1–500
     */
    public Page<ListedEntry> search(AuditQuery query, int offset, int limit) {
        return repository.search(query, offset, limit);
    }

    /** The actions that the log knows of, in alphabetical order. */
    public List<String> actions() {
        return repository.actions();
    }

    /** Looks at every entry, and finds the first that is not as it was written. A million of them take some seconds. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verdict verify(Verification verification) {
        return verification.run(repository);
    }

    /** The same, without being waited for. */
    @Asynchronous
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Future<Verdict> verifyMeanwhile(Verification verification) {
        return new AsyncResult<>(verify(verification));
    }

    /** Begins an export, which is an entry of its own. */
    public void beginExport(Format format) {
        events.fire(new AuditLogExported(format));
    }

    /**
     * The next entries of an export, in the order in which chains are written: empty at the end.
     *
     * @param last the entry that the export ends with so far; null at its beginning
     */
    public List<ListedEntry> export(AuditQuery query, @Nullable AuditEntry last) {
        return last == null
                ? repository.export(query, 0, 0, BATCH)
                : repository.export(query, last.chain(), last.position(), BATCH);
    }
}
