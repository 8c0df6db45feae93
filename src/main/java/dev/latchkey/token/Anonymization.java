package dev.latchkey.token;

import dev.latchkey.user.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Where the history of tokens names a user who is anonymized, it goes on with the neutral login. */
@ApplicationScoped
class Anonymization {

    @Inject
    TokenRepository tokens;

    void rename(@Observes UserAnonymized user) {
        tokens.rename(user.formerLogin(), user.login());
    }
}
