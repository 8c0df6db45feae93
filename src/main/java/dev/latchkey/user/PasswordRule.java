package dev.latchkey.user;

import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * {@link PasswordStrength} here: with the words of this installation and of the user.
 *
 * <p>Users who change their password keep to it, and so do administrators who change one or create a user on the page. A
 * program may create a user with less; that password is good for nothing but its change (docs/decisions/0010).
 */
@ApplicationScoped
public class PasswordRule {

    /** How long a password is good that somebody else has chosen for the user, who is to replace it (ASVS 5, 6.4.1). */
    static final Duration FIRST_PASSWORD = Duration.ofDays(7);

    @Inject
    Settings settings;

    /**
     * The key of the words for what is wrong with the password; empty when it keeps the rule.
     *
     * @param email blank for none
     */
    public Optional<String> fault(String login, String name, String email, String password) {
        var host = settings.baseUrl().map(URI::create).map(URI::getHost).orElse("");
        return PasswordStrength.fault(login, PasswordStrength.words(login, name, email, host), password);
    }

    /** @throws InvalidException when the password breaks the rule */
    public void check(String login, String name, String email, String password) {
        fault(login, name, email, password).ifPresent(words -> {
            throw new InvalidException("password", words);
        });
    }

    void check(User user, String password) {
        check(user.login(), user.name(), user.emailOrBlank(), password);
    }
}
