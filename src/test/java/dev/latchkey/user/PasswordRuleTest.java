package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "only letters here",
                "längst vergessene Träume",
                "パスワードは長い方がいいですね",
                "😀😃😄😁😆😅🤣😂",
                "12 of them, yes",
                "passwordpasswordpasswordpassword, but then Xk and a surprise",
                "tab\tand\nnewline too"
            })
    void takesAnyCharactersWhenThereAreEnough(String password) {
        assertThat(PasswordRule.fault("ann", password)).isEmpty();
    }

    @Test
    void takesTwelveCharactersAtTheLeastAnd128AtTheMost() {
        var random = new Random(1)
                .ints(129, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(PasswordRule.fault("", random.substring(0, 11))).contains("user.password.length");
        assertThat(PasswordRule.fault("", random.substring(0, 12))).isEmpty();
        assertThat(PasswordRule.fault("", random.substring(0, 128))).isEmpty();
        assertThat(PasswordRule.fault("", random)).contains("user.password.length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "Password1234",
                "P@ssw0rd1234",
                "letmeinletmein",
                "qwertyuiop12",
                "aaaaaaaaaaaa",
                "abcdefghijkl",
                "iloveyou1234",
                "passwordpasswordpasswordpasswordpasswordpasswordpassword"
            })
    void refusesWhatGuessingBeginsWith(String password) {
        assertThat(PasswordRule.fault("ann", password)).contains("user.password.common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann.miller and a horse", "My-ANN.Miller-secret", "purple ann.millerish"})
    void refusesWhatContainsTheLoginInAnyCase(String password) {
        assertThat(PasswordRule.fault("Ann.Miller", password)).contains("user.password.login");
        assertThat(PasswordRule.fault("bob", password)).isEmpty();
    }

    @Test
    void tellsHowHardAPasswordIsToGuess() {
        assertThat(PasswordRule.strength("")).isZero();
        assertThat(PasswordRule.strength("Password1234")).isEqualTo(1);
        assertThat(PasswordRule.strength("dragon dragon dragon")).isEqualTo(2);
        assertThat(PasswordRule.strength("correct horse battery staple")).isEqualTo(4);
    }

    /** Made to be looked at in as many ways as possible: without a bound this takes many times as long. */
    @Test
    void isQuickWhateverIsTyped() {
        var clock = ManagementFactory.getThreadMXBean();
        PasswordRule.strength("the lists are read");
        var before = clock.getCurrentThreadCpuTime();
        PasswordRule.strength("4@8({[</369&#!1|0$5+7%2".repeat(5));
        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
}
