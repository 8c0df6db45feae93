package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.platform.configuration.ReverseProxy;
import dev.latchkey.user.PasswordStrength;
import java.net.URI;

/**
 * Checks the password of the first administrator by the rule for all passwords; the application reads the setting
 * itself.
 */
final class AdminPassword {

    static final String VARIABLE = "LATCHKEY_ADMIN_PASSWORD";

    private static final String LOGIN = "admin";
    private static final String NAME = "Administrator";

    private AdminPassword() {}

    /** Requires {@link ReverseProxy#check} to have passed. */
    static void check(SettingSource settings) throws BadConfiguration {
        var password = settings.secret(VARIABLE);
        var host = settings.get(ReverseProxy.BASE_URL)
                .map(URI::create)
                .map(URI::getHost)
                .orElse("");
        var words = PasswordStrength.words(LOGIN, NAME, host);
        if (password.isPresent()
                && PasswordStrength.fault(LOGIN, words, password.get()).isPresent()) {
            throw new BadConfiguration(
                    VARIABLE,
                    "***",
                    "is easy to guess, or not 12 to 128 characters long; choose another one, such as several words in a row that"
                            + " have nothing to do with Latchkey");
        }
    }
}
