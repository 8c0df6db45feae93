package dev.latchkey.user;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a password must be like (ASVS 5, 6.2): long enough, of any characters, not the login in other words, and none of
 * those with which guessing begins, here or anywhere. No rule asks for digits or signs. Knows nothing but text, because the
 * launcher asks it too.
 */
public final class PasswordStrength {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** From here on a password is hard enough to guess; the million attempts before it are for the common ones. */
    private static final int UNCOMMON = 2;

    /** The time of an estimate grows much faster than the length. */
    private static final int ESTIMATED = 24;

    /** Shorter words are in too many others. */
    private static final int SHORTEST_WORD = 4;

    /** What a password must have beside words that everybody here knows: a year is not enough. */
    private static final int SHORTEST_REST = 8;

    private PasswordStrength() {}

    /**
     * The key of the words for what is wrong with the password; empty when it keeps the rule.
     *
     * @param words with which somebody who knows the place would begin to guess, as {@link #words} makes them
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

    /** The words of names, of a mail address or of a host, and the product's own name (ASVS 5, 6.2.11). */
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
     * How hard the password is to guess: 0 for what takes up to 10³ attempts, then 10⁶, 10⁸ and 10¹⁰, and 4 for more. The
     * 30,000 passwords of the library's list and the given words are below 2, and so is what is made of them by case,
     * look-alike digits and repetition, and what is a run on the keyboard.
     */
    public static int strength(Collection<String> words, String password) {
        // a long password is at least as hard as the harder of its ends
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

    /** The lists take a moment to read: not before the first password is looked at. */
    private static final class Estimator {
        static final Zxcvbn IT = new Zxcvbn();
    }
}
