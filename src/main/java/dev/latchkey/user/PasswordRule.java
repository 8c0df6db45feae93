package dev.latchkey.user;

import dev.latchkey.shared.InvalidException;

/**
 * What a password must be like (ASVS 5, 6.2.1): long enough, and of any characters.
 *
 * <p>Whoever changes a password, the user or an administrator, keeps to it. A new user may come with less, because
 * programs written for the reference product create users so; a password that breaks the rule is then good for one
 * sign-in, at which the user chooses another.
 */
final class PasswordRule {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private PasswordRule() {}

    static boolean isKeptBy(String password) {
        return password.length() >= SHORTEST && password.length() <= LONGEST;
    }

    /** @throws InvalidException when the password breaks the rule */
    static void check(String password) {
        if (!isKeptBy(password)) {
            throw new InvalidException("password", "user.password.length");
        }
    }
}
