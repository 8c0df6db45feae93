package dev.latchkey.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How text is normalized, which text is accepted, and how it is folded for searches. */
class TextTest {

    @ParameterizedTest
    @ValueSource(strings = {" ops", "ops ", "\tops\n", "ops\u00A0", "\u2003ops\u3000", "\u0085ops\u2028", "ops\r\n"})
    void trimsWhiteSpaceOfAllKinds(String typed) {
        assertThat(Text.clean(typed)).isEqualTo("ops");
    }

    @Test
    void keepsOneSpaceOfARunAsAPageShowsIt() {
        assertThat(Text.clean("ci \u00A0 build\u3000two")).isEqualTo("ci build two");
    }

    @Test
    void composes() {
        assertThat(Text.clean("Cafe\u0301")).isEqualTo("Caf\u00E9");
    }

    @Test
    void leavesNothingOfNothing() {
        assertThat(Text.clean(" \u00A0\t")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "İrem, irem",
        "IREM, ırem",
        "STRASSE, straße",
        "STRAẞE, straße",
        "ΟΔΟΣ, οδοσ",
        "ÉMILE, e\u0301mile",
        "ﬃ, FFI",
        "\u212Aelvin, kelvin"
    })
    void foldsCaseAndComposition(String one, String other) {
        assertThat(Text.fold(one)).isEqualTo(Text.fold(other));
    }

    @ParameterizedTest
    @CsvSource({"café, cafe", "ann, anne", "o, ö", "l, ł"})
    void doesNotFoldWhatIsAnotherLetter(String one, String other) {
        assertThat(Text.fold(one)).isNotEqualTo(Text.fold(other));
    }

    @Test
    void foldsEveryCharacterAsItsCapitalAndItsSmallLetter() {
        characters().forEach(character -> {
            assertThat(Text.fold(character.toUpperCase(Locale.ROOT)))
                    .as(character)
                    .isEqualTo(Text.fold(character))
                    .isEqualTo(Text.fold(character.toLowerCase(Locale.ROOT)))
                    .isEqualTo(Text.fold(Normalizer.normalize(character, Normalizer.Form.NFD)));
        });
    }

    /** Columns for folded text are three times as wide as those for the text. */
    @Test
    void makesNoTextMoreThanThreeTimesAsLong() {
        characters().forEach(character -> {
            var name = Text.clean(character.repeat(3));
            assertThat(Text.fold(name).length()).as(character).isLessThanOrEqualTo(3 * name.length());
        });
    }

    private static Stream<String> characters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Grüße 😀",
                "'; drop table users --",
                "山田 太郎",
                "محمد",
                // Persian, with a non-joiner inside a word; Sinhala, with a joiner inside a cluster
                "می\u200Cخواهم",
                "ශ\u0DCA\u200Dරී",
                // a family, a heart, a keycap, an astronaut, a waving hand with a skin tone
                "👨\u200D👩\u200D👧",
                "❤\uFE0F",
                "1\uFE0F\u20E3",
                "👩🏽\u200D🚀",
                "👋🏽",
                // an emoji newer than the Unicode data of Java 17
                "\uD83E\uDEE8"
            })
    void readsWhatIsSeen(String text) {
        assertThat(Text.isReadable(Text.clean(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B",
                "op\u200Bs",
                "ops\u2060",
                "\uFEFFops",
                "\u3164",
                "a\u115Fb",
                "\u2800",
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\u0085b",
                "a\u2028b",
                "a\u202Egpj.exe",
                "a\u2066b",
                "so\u00ADft",
                "a\u034Fb",
                "\uE000",
                "\uD800",
                "a\uFFFE",
                "op\u200Ds",
                "ops\u200D",
                "\u200Cops",
                "ops\uFE0F",
                "葛\uDB40\uDD00城",
                "🏴\uDB40\uDC67"
            })
    void refusesWhatIsNotSeen(String text) {
        assertThat(Text.isReadable(Text.clean(text))).isFalse();
    }
}
