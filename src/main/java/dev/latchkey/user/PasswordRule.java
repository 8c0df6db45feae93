package dev.latchkey.user;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.latchkey.shared.InvalidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a password must be like (ASVS 5, 6.2): long enough, of any characters, not the login in other words, and none of
 * those with which guessing begins. No rule asks for digits or signs.
 *
 * <p>Whoever changes a password, the user or an administrator, keeps to it, and so does who creates a user on the page. A
 * program may create a user with less; the password is then good for one sign-in, at which the user chooses another
 * (docs/decisions/0010).
 */
public final class PasswordRule {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** From here on a password is hard enough to guess; the million attempts before it are for the common ones. */
    private static final int UNCOMMON = 2;

    /** The time of an estimate grows much faster than the length. */
    private static final int ESTIMATED = 24;

    private PasswordRule() {}

    /** The key of the words for what is wrong with the password; empty when it keeps the rule. */
    public static Optional<String> fault(String login, String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("user.password.length");
        }
        if (!login.isEmpty() && lower(password).contains(lower(login))) {
            return Optional.of("user.password.login");
        }
        return strength(password) < UNCOMMON ? Optional.of("user.password.common") : Optional.empty();
    }

    /**
     * How hard the password is to guess: 0 for what takes up to 10³ attempts, then 10⁶, 10⁸ and 10¹⁰, and 4 for more. The
     * 30,000 passwords of the library's list are below 2, and so is what is made of them by case, look-alike digits and
     * repetition, and what is a run on the keyboard.
     */
    public static int strength(String password) {
        // a long password is at least as hard as the harder of its ends
        var beginning = password.substring(0, Math.min(password.length(), ESTIMATED));
        var end = password.substring(Math.max(password.length() - ESTIMATED, 0));
        return Stream.of(beginning, end)
                .distinct()
                .mapToInt(part -> Estimator.IT.measure(part).getScore())
                .max()
                .orElseThrow();
    }

    /** @throws InvalidException when the password breaks the rule */
    public static void check(String login, String password) {
        fault(login, password).ifPresent(words -> {
            throw new InvalidException("password", words);
        });
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The lists take a moment to read: not before the first password is looked at. */
    private static final class Estimator {
        static final Zxcvbn IT = new Zxcvbn();
    }
}
