package dev.latchkey.token;

import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Erases the addresses of token use, which are personal data. */
@ApplicationScoped
class UseErasure {

    @Inject
    TokenUseRepository uses;

    void erase(@Observes UserAnonymized user) {
        uses.eraseOf(user.userId());
    }
}
