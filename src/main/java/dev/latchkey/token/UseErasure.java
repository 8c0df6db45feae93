package dev.latchkey.token;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** From where somebody used tokens is personal data: it goes with the rest of it. */
@ApplicationScoped
class UseErasure {

    @Inject
    TokenUseRepository uses;

    void erase(@Observes UserAnonymized user) {
        uses.eraseOf(user.userId());
    }
}
