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
 * Changes the caller's own password. Whoever found a browser or a token here could guess it otherwise, so attempts count,
 * and a wrong password is kept as a failed sign-in is.
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
     * Replaces the password; every session of the user ends.
     *
     * @throws ForbiddenException when the caller came with an analysis token, or with one that may set no passwords
     * @throws InvalidException when the old password is wrong, or the new one is the old one or breaks a rule
     * @throws TooManyAttemptsException when the old password was wrong too often
     */
    public User change(HttpServletRequest request, String previous, String password) {
        if (request.isUserInRole(Role.ANALYSIS)) {
            throw new ForbiddenException(null, "api.forbidden");
        }
        rule.check(CredentialAct.SET_PASSWORD);
        var proven = passwords
                .check(request, request.getUserPrincipal().getName(), previous)
                .orElseThrow(() -> new InvalidException("previousPassword", "user.password.wrong"));
        return signIn.changePassword(proven, previous, password);
    }
}
