package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthTest {

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
        assertThat(PasswordStrength.fault("ann", List.of(), password)).isEmpty();
    }

    @Test
    void takesTwelveCharactersAtTheLeastAnd128AtTheMost() {
        var random = new Random(1)
                .ints(129, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(PasswordStrength.fault("", List.of(), random.substring(0, 11)))
                .contains("user.password.length");
        assertThat(PasswordStrength.fault("", List.of(), random.substring(0, 12)))
                .isEmpty();
        assertThat(PasswordStrength.fault("", List.of(), random.substring(0, 128)))
                .isEmpty();
        assertThat(PasswordStrength.fault("", List.of(), random)).contains("user.password.length");
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
        assertThat(PasswordStrength.fault("ann", List.of(), password)).contains("user.password.common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann.miller and a horse", "My-ANN.Miller-secret", "purple ann.millerish"})
    void refusesWhatContainsTheLoginInAnyCase(String password) {
        assertThat(PasswordStrength.fault("Ann.Miller", List.of(), password)).contains("user.password.login");
        assertThat(PasswordStrength.fault("bob", List.of(), password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Latchkey-2026", "Umbrella.1999", "kolsvenson2001", "KimKolsvenson1", "Umbrella-Latchkey!"})
    void knowsTheWordsOfThePlaceAndOfTheUser(String password) {
        var words = PasswordStrength.words("Kim Kolsvenson", "kim.k@umbrella.example", "keys.umbrella.example");

        assertThat(PasswordStrength.fault("kk", words, password)).contains("user.password.place");
        assertThat(PasswordStrength.fault("kk", List.of(), password)).isEmpty();
        assertThat(PasswordStrength.fault("kk", words, "a latch, a bee and an umbrella of 1999"))
                .isEmpty();
    }

    @Test
    void takesWordsFromNamesAddressesAndHosts() {
        assertThat(PasswordStrength.words("Zoë O'Hara-Smith", "z.ohara@mail.example.org", ""))
                .containsExactly("latchkey", "hara", "smith", "ohara", "mail", "example");
    }

    @Test
    void tellsHowHardAPasswordIsToGuess() {
        assertThat(PasswordStrength.strength(List.of(), "")).isZero();
        assertThat(PasswordStrength.strength(List.of(), "Password1234")).isEqualTo(1);
        assertThat(PasswordStrength.strength(List.of(), "dragon dragon dragon")).isEqualTo(2);
        assertThat(PasswordStrength.strength(List.of(), "correct horse battery staple"))
                .isEqualTo(4);
    }

    /** This password has as many readings as possible: without a bound, checking it takes many times as long. */
    @Test
    void isQuickWhateverIsTyped() {
        var clock = ManagementFactory.getThreadMXBean();
        PasswordStrength.strength(List.of(), "the lists are read");
        var before = clock.getCurrentThreadCpuTime();
        PasswordStrength.strength(List.of(), "4@8({[</369&#!1|0$5+7%2".repeat(5));
        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
}
