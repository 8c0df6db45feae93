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
 * The one way to a password: the form, Basic, the API's sign-in and the change of one's own all come through here, so that
 * guesses at any of them count for all (ASVS 5, 6.3.1).
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
     * The user whose login and password these are. A token where a password or login belongs is
     * nobody's, and no guess.
     *
     * @throws TooManyAttemptsException when there were too many before; the password has not been looked at
     * @throws OverloadedException when too many others are being looked at; this one has not been
     * @throws LapsedPasswordException when the password is right, but was to be replaced and has not been in time
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
