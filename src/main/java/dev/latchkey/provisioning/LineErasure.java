package dev.latchkey.provisioning;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** What a file says of somebody is personal data: it goes with the rest of it, and is not imported any more. */
@ApplicationScoped
class LineErasure {

    @Inject
    UserImportRepository imports;

    void erase(@Observes UserAnonymized user) {
        imports.forgetLinesOf(user.userId(), user.formerLogin());
    }
}
