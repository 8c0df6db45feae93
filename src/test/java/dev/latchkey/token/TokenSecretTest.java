package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognizes a value, rejects a typo, and never prints a value by accident. */
class TokenSecretTest {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Random random = new Random(42);

    @ParameterizedTest
    @EnumSource(TokenType.class)
    void isThePrefixOfItsTypeAndThirtySixBase62Characters(TokenType type) {
        assertThat(TokenSecret.generate(type, random).reveal()).matches(type.prefix() + "[0-9A-Za-z]{36}");
    }

    @Test
    void drawsEveryCharacterOfTheAlphabet() {
        var drawn = new HashSet<Integer>();
        for (int i = 0; i < 100; i++) {
            generate().reveal().substring(4, 34).chars().forEach(drawn::add);
        }

        assertThat(drawn).hasSize(62);
    }

    @Test
    void isAnotherOneEveryTime() {
        assertThat(generate().reveal()).isNotEqualTo(generate().reveal());
    }

    @Test
    void isRecognisedAgain() {
        var secret = generate();

        assertThat(TokenSecret.parse(secret.reveal()))
                .hasValueSatisfying(parsed -> assertThat(parsed.hash()).isEqualTo(secret.hash()));
    }

    @Test
    void refusesEveryTypoInOneCharacter() {
        var value = generate().reveal();
        for (int i = 0; i < value.length(); i++) {
            for (var other : BASE62.replace(value.substring(i, i + 1), "").toCharArray()) {
                var typo = value.substring(0, i) + other + value.substring(i + 1);
                assertThat(TokenSecret.parse(typo)).as(typo).isEmpty();
            }
        }
    }

    @Test
    void refusesNeighboursThatChangedPlaces() {
        var value = generate().reveal();
        for (int i = 0; i + 1 < value.length(); i++) {
            if (value.charAt(i) != value.charAt(i + 1)) {
                var typo = value.substring(0, i) + value.charAt(i + 1) + value.charAt(i) + value.substring(i + 2);
                assertThat(TokenSecret.parse(typo)).as(typo).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lku_", "admin", "squ_000000000000000000000000000000000000", "\u0000"})
    void refusesWhatIsNoToken(String presented) {
        assertThat(TokenSecret.parse(presented)).isEmpty();
    }

    @Test
    void refusesAValueWithSomethingAroundIt() {
        var value = generate().reveal();

        assertThat(TokenSecret.parse(" " + value)).isEmpty();
        assertThat(TokenSecret.parse(value + "0")).isEmpty();
        assertThat(TokenSecret.parse(value.substring(0, 39))).isEmpty();
    }

    @Test
    void printsNothingOfTheRandomPart() {
        var secret = generate();

        assertThat(secret).hasToString("lku_…");
        assertThat(secret.hash()).hasToString("TokenHash");
    }

    private TokenSecret generate() {
        return TokenSecret.generate(TokenType.USER_TOKEN, random);
    }
}
