package dev.latchkey.provisioning;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Deletes the lines about an anonymized user, which are personal data and must not be imported. */
@ApplicationScoped
class LineErasure {

    @Inject
    UserImportRepository imports;

    void erase(@Observes UserAnonymized user) {
        imports.forgetLinesOf(user.userId(), user.formerLogin());
    }
}
