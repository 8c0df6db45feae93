package dev.latchkey.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Whether the caller of work that outlives its call is still good (ASVS 5, 7.4.1 and 8.3.2): what was begun with a token ends
 * with it, and so with a session, a user and a role.
 */
@ApplicationScoped
public class Mandates {

    @Inject
    @Any
    Instance<Credential> credentials;

    @Inject
    CurrentOrigin origin;

    /** That of the current call. */
    public Mandate current(String role) {
        return new Mandate(origin.get(), role);
    }

    /** What happens from now on in this call happens in that name. */
    public void takeUp(Mandate mandate) {
        origin.set(mandate.caller());
    }

    public boolean isGood(Mandate mandate) {
        return credentials.stream().allMatch(credential -> credential.isGood(mandate));
    }

    /** @throws ForbiddenException when it is no longer good */
    public void demand(Mandate mandate) {
        if (!isGood(mandate)) {
            throw new ForbiddenException(null, "api.mandate.ended");
        }
    }
}
