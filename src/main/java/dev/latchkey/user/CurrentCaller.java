package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;

/** Who calls, and whether what the call came with is enough for what makes or widens a credential. */
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

    /** @throws ForbiddenException when the caller came with a token that may not do this */
    void check(CredentialAct act) {
        rule.check(act);
    }
}
