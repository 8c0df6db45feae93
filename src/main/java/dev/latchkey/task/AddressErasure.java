package dev.latchkey.task;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Erases the network addresses of a user's tasks, which are personal data. */
@ApplicationScoped
class AddressErasure {

    @Inject
    BackgroundTaskRepository tasks;

    void erase(@Observes UserAnonymized user) {
        tasks.eraseAddressesOf(user.userId());
    }
}
