package dev.latchkey.authentication;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.TooManyAttemptsException;
import dev.latchkey.user.Role;
import dev.latchkey.user.SignIn;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Changes the caller's own password. Attempts are limited and failures recorded as for sign-in, because an open browser
 * or a stolen token would otherwise allow guessing.
 */
@ApplicationScoped
public class OwnPassword {

    @Inject
    SignIn signIn;

    @Inject
    PasswordCheck passwords;

    @Inject
    CredentialRule rule;

    /**
     * Replaces the password and ends all sessions of the user.
     *
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords, or it is an analysis
     * token
     * @throws InvalidException if the caller is a service account, the old password is wrong, or the new one equals it or breaks a rule
     * @throws TooManyAttemptsException after too many wrong passwords
     */
    public User change(HttpServletRequest request, String previous, String password) {
        if (request.isUserInRole(Role.ANALYSIS)) {
            throw new ForbiddenException(null, "api.forbidden");
        }
        rule.check(CredentialAct.SET_PASSWORD);
        var login = request.getUserPrincipal().getName();
        if (signIn.withLogin(login).filter(User::isServiceAccount).isPresent()) {
            throw new InvalidException("login", "serviceAccount.password", login);
        }
        var proven = passwords
                .check(request, login, previous)
                .orElseThrow(() -> new InvalidException("previousPassword", "user.password.wrong"));
        return signIn.changePassword(proven, previous, password);
    }
}
