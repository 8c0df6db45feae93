package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the details of a new token. */
class NewTokenTest {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @ParameterizedTest
    @ValueSource(strings = {"a", "CI build #1", "Grüße 😀", "'; drop table users --", "<b>"})
    void takesAnyNameOfPrintableCharacters(String name) {
        assertThat(VALIDATOR.validate(named(name))).isEmpty();
    }

    @Test
    void takesNamesOfAHundredCharactersAndNoMore() {
        assertThat(VALIDATOR.validate(named("x".repeat(100)))).isEmpty();
        assertRefused("x".repeat(101));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "a\u0000b", "a\nb", "a\u0085b", "\u200B", "ops\u2060", "a\u202Eb", "\u3164", "\u00A0"
            })
    void refusesNamesThatNobodySeesInFull(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old ", "lku_"})
    void takesNoNameThatHoldsTheValueOfAToken(String before) {
        assertThat(VALIDATOR.validate(named(before + "lku_" + "0".repeat(30) + "1qH16V")))
                .extracting(ConstraintViolation::getMessageTemplate)
                .containsExactly("{token.name.secret}");
    }

    @Test
    void keepsANameComposedAndWithoutTheSpaceAroundIt() {
        assertThat(named(" \t ci build\u2003").name()).isEqualTo("ci build");
        assertThat(named("Cafe\u0301").name()).isEqualTo("Caf\u00E9");
    }

    @Test
    void isLimitedToAtLeastOneScopeOrNotAtAll() {
        assertThat(VALIDATOR.validate(limited(null))).isEmpty();
        assertThat(VALIDATOR.validate(limited(Set.of("deploy")))).isEmpty();
        assertThat(VALIDATOR.validate(limited(Set.of())))
                .anySatisfy(violation -> assertThat(violation.getPropertyPath()).hasToString("scopes"))
                .extracting(ConstraintViolation::getMessageTemplate)
                .containsExactly("{token.scopes.empty}");
    }

    private static void assertRefused(String name) {
        assertThat(VALIDATOR.validate(named(name)))
                .anySatisfy(violation -> assertThat(violation.getPropertyPath()).hasToString("name"))
                .allSatisfy(
                        violation -> assertThat(violation.getMessageTemplate()).isEqualTo("{token.name.invalid}"));
    }

    private static NewToken named(String name) {
        return new NewToken(null, name, TokenType.USER_TOKEN, null, null, null, null);
    }

    private static NewToken limited(@Nullable Set<String> scopes) {
        return new NewToken(null, "ci", TokenType.USER_TOKEN, null, null, scopes, null);
    }
}
