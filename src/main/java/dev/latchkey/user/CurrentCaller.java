package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
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

    /**
     * The one rule for whoever gives another user a password, or the means to choose one.
     *
     * @throws InvalidException if the user is deactivated or a service account, or is the caller, who must give the current
     * password elsewhere
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords
     */
    void checkSetsPasswordOf(User user) {
        check(CredentialAct.SET_PASSWORD);
        if (user.login().equals(login())) {
            throw new InvalidException("login", "user.password.oneself");
        }
        if (!user.isActive()) {
            throw new InvalidException("login", "user.inactive", user.login());
        }
        if (user.isServiceAccount()) {
            throw new InvalidException("login", "serviceAccount.password", user.login());
        }
    }

    /** @throws ForbiddenException if the policy does not allow this with a token */
    void check(CredentialAct act) {
        rule.check(act);
    }
}
