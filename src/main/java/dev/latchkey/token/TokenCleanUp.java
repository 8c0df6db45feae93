package dev.latchkey.token;

import dev.latchkey.platform.DailyJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Revokes tokens that were unused for too long and deletes those that ended long ago, as the policy says. */
@ApplicationScoped
class TokenCleanUp implements DailyJob {

    @Inject
    PolicyEnforcement enforcement;

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public void run() {
        while (enforcement.revokeUnused() || enforcement.forgetEnded()) {
            // one transaction per batch
        }
    }
}
