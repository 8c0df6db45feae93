package dev.latchkey.authentication;

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
    SignInAttempts attempts;

    @Inject
    Recognition recognition;

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
        var login = request.getUserPrincipal().getName();
        attempts.wait(login, request.getRemoteAddr()).ifPresent(wait -> {
            throw new TooManyAttemptsException(wait);
        });
        try {
            return signIn.changePassword(login, previous, password);
        } catch (InvalidException e) {
            if ("previousPassword".equals(e.field())) {
                attempts.failed(login, request.getRemoteAddr());
                recognition.failed(login);
            }
            throw e;
        }
    }
}
