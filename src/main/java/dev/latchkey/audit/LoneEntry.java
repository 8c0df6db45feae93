package dev.latchkey.audit;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Writes the entry of an event outside a transaction, in a transaction of its own. */
@Stateless
@PermitAll
public class LoneEntry {

    @Inject
    AuditRepository repository;

    public void write(AuditRecord event) {
        repository.append(List.of(event));
    }
}
