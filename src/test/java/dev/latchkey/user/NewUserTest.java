package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the details of a new user. */
class NewUserTest {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @ParameterizedTest
    @ValueSource(strings = {"ab", "ann.meier@example.org", "CI_bot-1", "_-", "1."})
    void takesLoginsOfLettersDigitsAndSomeSigns(String login) {
        assertTaken(new NewUser(login, "Ann", "", "password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b", "änn", "a/b", "a\u0000b", "a:b", "a\nb", "-x", "..", "@@", "--"})
    void refusesOtherLogins(String login) {
        assertRefused(new NewUser(login, "Ann", "", "password"), "login", "{user.login.invalid}");
    }

    @Test
    void refusesWhatIsLongerThanItsBound() {
        assertTaken(new NewUser("l".repeat(255), "n".repeat(200), "e".repeat(98) + "@x", "p".repeat(128)));
        assertRefused(new NewUser("l".repeat(256), "Ann", "", "password"), "login", "{user.login.invalid}");
        assertRefused(new NewUser("ann", "n".repeat(201), "", "password"), "name", "{user.name.invalid}");
        assertRefused(new NewUser("ann", "Ann", "e".repeat(99) + "@x", "password"), "email", "{user.email.invalid}");
        assertRefused(new NewUser("ann", "Ann", "", "p".repeat(129)), "password", "{user.password.invalid}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A\u0007nn", "A\nnn", "\u3164", "\u200B", "op\u200Bs"})
    void refusesNamesThatNobodySeesInFull(String name) {
        assertRefused(new NewUser("ann", name, "", "password"), "name", "{user.name.invalid}");
    }

    @Test
    void refusesNamesThatHoldTheValueOfAToken() {
        var name = "Ann lku_" + "0".repeat(30) + "1qH16V";
        assertRefused(new NewUser("ann", name, "", "password"), "name", "{user.name.secret}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org\u200B",
                "a\u202Enn@example.org",
                "ann",
                "ann@",
                "@example.org",
                "a@b@c",
                "ann meier@example.org",
                "ann@example.org\nBcc: x"
            })
    void refusesWhatIsNoEmail(String email) {
        assertRefused(new NewUser("ann", "Ann", email, "password"), "email", "{user.email.invalid}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b"})
    void refusesPasswordsWithoutOrWithControlCharacters(String password) {
        assertRefused(new NewUser("ann", "Ann", "", password), "password", "{user.password.invalid}");
    }

    @Test
    void leavesOutTheSpaceAroundEverythingButThePassword() {
        assertThat(new NewUser(" ann ", " Ann ", " ann@example.org ", " password "))
                .isEqualTo(new NewUser("ann", "Ann", "ann@example.org", " password "));
    }

    @Test
    void doesNotPrintThePassword() {
        assertThat(new NewUser("ann", "Ann", "", "secret")).hasToString("NewUser[login=ann]");
    }

    private static void assertTaken(NewUser user) {
        assertThat(VALIDATOR.validate(user)).isEmpty();
    }

    private static void assertRefused(NewUser user, String field, String template) {
        assertThat(VALIDATOR.validate(user)).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.getPropertyPath()).hasToString(field);
            assertThat(violation.getMessageTemplate()).isEqualTo(template);
        });
    }
}
