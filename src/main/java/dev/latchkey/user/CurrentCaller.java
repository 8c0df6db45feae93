package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;

/** The caller, and what the policy allows its credential. */
@Dependent
class CurrentCaller {

    @Inject
    SecurityContext context;

    @Inject
    CredentialRule rule;

    String login() {
        return context.getCallerPrincipal().getName();
    }

    boolean isAdministrator() {
        return context.isCallerInRole(Role.ADMINISTRATOR);
    }

    /** @throws ForbiddenException if the policy does not allow this with a token */
    void check(CredentialAct act) {
        rule.check(act);
    }
}
