package dev.latchkey.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Checks that the caller of background work is still valid (ASVS 5, 7.4.1 and 8.3.2): work ends with the token,
 * session, user or role that started it.
 */
@ApplicationScoped
public class Mandates {

    @Inject
    @Any
    Instance<Credential> credentials;

    @Inject
    CurrentOrigin origin;

    /** The mandate of the current call. */
    public Mandate current(String role) {
        return new Mandate(origin.get(), role);
    }

    /** Runs the rest of this call on behalf of the mandate. */
    public void takeUp(Mandate mandate) {
        origin.set(mandate.caller());
    }

    public boolean isGood(Mandate mandate) {
        return credentials.stream().allMatch(credential -> credential.isGood(mandate));
    }

    /** @throws ForbiddenException if the mandate is no longer valid */
    public void demand(Mandate mandate) {
        if (!isGood(mandate)) {
            throw new ForbiddenException(null, "error.mandate");
        }
    }
}
