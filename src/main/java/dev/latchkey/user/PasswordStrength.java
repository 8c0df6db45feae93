package dev.latchkey.user;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The password rule (ASVS 5, 6.2): a minimum length, any characters, not derived from the login, and neither common nor
 * based on context words. No rule requires digits or symbols. Depends on text only, because the launcher uses it, too.
 */
public final class PasswordStrength {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** The lowest acceptable score; common passwords fall within the million guesses below it. */
    private static final int UNCOMMON = 2;

    /** Estimation time grows much faster than the length. */
    private static final int ESTIMATED = 24;

    /** Shorter words occur in too many others. */
    private static final int SHORTEST_WORD = 4;

    /** The minimum length without context words: appending a year is not enough. */
    private static final int SHORTEST_REST = 8;

    private PasswordStrength() {}

    /**
     * The message key of the violation; empty if the password is acceptable.
     *
     * @param words context words that an attacker would try first, see {@link #words}
     */
    public static Optional<String> fault(String login, Collection<String> words, String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("user.password.length");
        }
        if (!login.isEmpty() && lower(password).contains(lower(login))) {
            return Optional.of("user.password.login");
        }
        if (without(words, lower(password)).length() < SHORTEST_REST) {
            return Optional.of("user.password.place");
        }
        return strength(words, password) < UNCOMMON ? Optional.of("user.password.common") : Optional.empty();
    }

    /**
     * Extracts context words from names, email addresses or host names, and adds the product name (ASVS 5, 6.2.11).
     */
    public static List<String> words(String... texts) {
        return Stream.concat(
                        Stream.of("latchkey"),
                        Arrays.stream(texts).flatMap(text -> Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(PasswordStrength::lower)
                .distinct()
                .toList();
    }

    /**
     * The strength: 0 for up to 10³ guesses, then 10⁶, 10⁸ and 10¹⁰, and 4 beyond. The library's 30,000 common
     * passwords and the context words score below 2, as do their variants by case, look-alike digits and repetition,
     * and keyboard sequences.
     */
    public static int strength(Collection<String> words, String password) {
        // a long password is at least as strong as the stronger of its ends
        var beginning = password.substring(0, Math.min(password.length(), ESTIMATED));
        var end = password.substring(Math.max(password.length() - ESTIMATED, 0));
        var known = List.copyOf(words);
        return Stream.of(beginning, end)
                .distinct()
                .mapToInt(part -> Estimator.IT.measure(part, known).getScore())
                .max()
                .orElseThrow();
    }

    private static String without(Collection<String> words, String password) {
        var rest = password;
        for (var word : words) {
            rest = rest.replace(word, "");
        }
        return rest;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Loads the word lists on first use, as it takes a moment. */
    private static final class Estimator {
        static final Zxcvbn IT = new Zxcvbn();
    }
}
