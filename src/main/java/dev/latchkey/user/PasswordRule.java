package dev.latchkey.user;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * {@link PasswordStrength} with the context words of this installation and the user. Applies to users who change their
 * password, and to administrators who set one or create a user on the page. The API may create users with a weaker
 * password, which allows nothing but its change (docs/decisions/0010).
 */
@ApplicationScoped
public class PasswordRule {

    /** Validity of a first password (ASVS 5, 6.4.1). */
    static final Duration FIRST_PASSWORD = Duration.ofDays(7);

    @Inject
    Settings settings;

    /**
     * The message key of the violation; empty if the password is acceptable.
     *
     * @param email blank for none
     */
    public Optional<String> fault(String login, String name, String email, String password) {
        var host = settings.baseUrl().map(URI::create).map(URI::getHost).orElse("");
        return PasswordStrength.fault(login, PasswordStrength.words(login, name, email, host), password);
    }

    /** @throws InvalidException if the password breaks the rule */
    public void check(String login, String name, String email, String password) {
        fault(login, name, email, password).ifPresent(words -> {
            throw new InvalidException("password", words);
        });
    }

    void check(User user, String password) {
        check(user.login(), user.name(), user.emailOrBlank(), password);
    }
}
