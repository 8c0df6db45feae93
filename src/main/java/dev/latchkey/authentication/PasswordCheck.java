package dev.latchkey.authentication;

import dev.latchkey.authentication.SignInAttempts.Known;
import dev.latchkey.authentication.WrongPasswords.Presented;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.TooManyAttemptsException;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.user.LapsedPasswordException;
import dev.latchkey.user.SignIn;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Checks every password: the form, Basic, sign-in by API and change of password share it, so that attempts count
 * together (ASVS 5, 6.3.1).
 */
@ApplicationScoped
public class PasswordCheck {

    private static final int NO_VERSION = -1;

    @Inject
    SignInAttempts attempts;

    @Inject
    SignIn signIn;

    @Inject
    KnownPlaces places;

    @Inject
    Guesses guesses;

    private final WrongPasswords wrong = new WrongPasswords();

    /**
     * Verifies login and password. A token in place of either does not count as an attempt.
     *
     * @throws TooManyAttemptsException after too many attempts; the password was not checked
     * @throws OverloadedException if too many passwords are being checked; this one was not
     * @throws LapsedPasswordException if the password is correct but expired
     */
    public Optional<User> check(HttpServletRequest request, String login, String password) {
        if (isToken(login) || isToken(password)) {
            return Optional.empty();
        }
        var attempt = attempts.begin(login, request.getRemoteAddr(), () -> known(request, login));
        attempt.refusal().ifPresent(refusal -> {
            guesses.turnedAway(login, refusal.limit());
            throw new TooManyAttemptsException(refusal.retryAfter());
        });
        try {
            var version = signIn.withLogin(login).map(User::version).orElse(NO_VERSION);
            var presented = new Presented(login, version, AddressRange.network(request.getRemoteAddr()), password);
            if (wrong.contains(presented)) {
                attempt.giveBack();
                return Optional.empty();
            }
            var user = signIn.withPassword(login, password);
            if (user.isPresent()) {
                attempt.succeeded();
                return user;
            }
            wrong.add(presented);
        } catch (RuntimeException e) {
            attempt.giveBack();
            throw e;
        }
        guesses.failed(login);
        return Optional.empty();
    }

    private static boolean isToken(String text) {
        return TokenSecret.parse(text.strip()).isPresent();
    }

    private Known known(HttpServletRequest request, String login) {
        var user = signIn.withLogin(login).map(User::id);
        if (user.isEmpty()) {
            return Known.NOWHERE;
        }
        if (BrowserCookie.read(request)
                .filter(browser -> places.isKnown(user.get(), browser))
                .isPresent()) {
            return Known.BROWSER;
        }
        var address = request.getRemoteAddr();
        return places.isKnown(user.get(), KnownPlace.network(address))
                        || places.isKnown(user.get(), KnownPlace.programs(address))
                ? Known.NETWORK
                : Known.NOWHERE;
    }
}
