package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The initials and the colour that represent a user. */
class AvatarTest {

    @ParameterizedTest
    @CsvSource({"Ann, A", "ann meier, AM", "'  Ann  von der  Heide ', AH", "émile zola, ÉZ", "😀 x, 😀X", "'', ''"})
    void takesTheInitialsOfTheFirstAndTheLastWord(String name, String initials) {
        assertThat(Avatar.initials(name)).isEqualTo(initials);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "polygenelubricants", "a much longer login@example.org"})
    void hasOneOfEightColours(String login) {
        assertThat(Avatar.colour(login)).isBetween(0, 7);
    }

    @Test
    void keepsItsColour() {
        assertThat(Avatar.colour("ann")).isEqualTo(Avatar.colour("ann")).isNotEqualTo(Avatar.colour("bob"));
    }
}
