package dev.latchkey.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds a token value anywhere in a text, and mistakes no other text for one. */
class TokenFormTest {

    private static final String VALUE = "lku_" + "0".repeat(30) + "1qH16V";

    @ParameterizedTest
    @ValueSource(strings = {"", "old ", "lku_", "Bearer:", "lklku_", "é"})
    void findsAValueBehindOtherText(String before) {
        assertThat(TokenForm.isIn(before + VALUE + " of ann")).isTrue();
        assertThat(TokenForm.isIn(before + VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lku_", "squ_0000000000000000000000000000001qH16V"})
    void takesNothingElseForOne(String text) {
        assertThat(TokenForm.isIn(text)).isFalse();
    }

    @Test
    void noticesATypo() {
        assertThat(TokenForm.isIn("old " + VALUE.replace('V', 'W'))).isFalse();
        assertThat(TokenForm.isIn(VALUE.substring(0, 39))).isFalse();
        assertThat(TokenForm.isValue(VALUE + "0")).isFalse();
    }
}
