package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authentication.WrongPasswords.Presented;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {

    private final WrongPasswords wrong = new WrongPasswords();

    @Test
    void knowsTheSameOfTheSameUserFromTheSameNetwork() {
        wrong.add(new Presented("ann", 3, "c0000201", "an old one"));

        assertThat(wrong.contains(new Presented("ann", 3, "c0000201", "an old one")))
                .isTrue();
        assertThat(wrong.contains(new Presented("ann", 3, "c0000201", "a new one")))
                .isFalse();
        assertThat(wrong.contains(new Presented("ann", 4, "c0000201", "an old one")))
                .as("the password changed: this one may be right now")
                .isFalse();
        assertThat(wrong.contains(new Presented("ann", 3, "c0000202", "an old one")))
                .isFalse();
        assertThat(wrong.contains(new Presented("bob", 3, "c0000201", "an old one")))
                .isFalse();
    }
}
