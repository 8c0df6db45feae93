package dev.latchkey.task;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** From where somebody started tasks is personal data: it goes with the rest of it. */
@ApplicationScoped
class AddressErasure {

    @Inject
    BackgroundTaskRepository tasks;

    void erase(@Observes UserAnonymized user) {
        tasks.eraseAddressesOf(user.userId());
    }
}
