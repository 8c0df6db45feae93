package dev.latchkey.token;

import dev.latchkey.shared.Credential;
import dev.latchkey.shared.Mandate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** A caller with a token is valid while the token is active, and may be used from where the caller is. */
@ApplicationScoped
class CallingToken implements Credential {

    @Inject
    TokenRepository tokens;

    @Inject
    Clock clock;

    @Override
    public boolean isGood(Mandate mandate) {
        var id = mandate.caller().tokenId();
        var address = mandate.caller().address();
        return id == null
                || tokens.find(id)
                        .filter(token -> token.isActive(clock.instant()))
                        .filter(token -> address == null || token.mayBeUsedFrom(address))
                        .isPresent();
    }
}
