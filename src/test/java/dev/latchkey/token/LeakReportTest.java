package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.InvalidException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report keeps of what strangers send. */
class LeakReportTest {

    private static final TokenSecret SECRET = TokenSecret.generate(TokenType.USER_TOKEN, new Random(1));

    private final LeakReport report = new LeakReport();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s https://example.org/1 line 7",
                "\uFEFF%s https://example.org/1 line 7",
                "TOKEN=\"%s\", https://example.org/1 line 7"
            })
    void findsTheValueInALineAndThePlaceBehindIt(String line) {
        report.add(line.formatted(SECRET.reveal()), "");

        assertThat(report.hashes()).containsExactly(SECRET.hash());
        assertThat(report.place(SECRET.hash())).isEqualTo("https://example.org/1 line 7");
    }

    @Test
    void findsEachValueOfALineAndCountsIt() {
        var other = TokenSecret.generate(TokenType.GLOBAL_ANALYSIS_TOKEN, new Random(2));
        var line = SECRET.reveal() + "," + other.reveal();
        report.add(line, "there");

        assertThat(report.hashes()).containsExactly(SECRET.hash(), other.hash());
        assertThat(report.place(other.hash())).isEqualTo("there");
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> report.add(line.repeat(500), ""));
    }

    @Test
    void keepsTheHashesOfWhatMayBeTokens() {
        report.add("  " + SECRET.reveal() + "\r", "https://example.org/");
        report.add(SECRET.reveal().replace("lku", "lkx"), "");
        report.add("lku_nonsense", "");
        report.add("", "");

        assertThat(report.hashes()).containsExactly(SECRET.hash());
        assertThat(report.place(SECRET.hash())).isEqualTo("https://example.org/");
    }

    @Test
    void keepsTheFirstPlace() {
        report.add(SECRET.reveal(), "here");
        report.add(SECRET.reveal(), "there");

        assertThat(report.place(SECRET.hash())).isEqualTo("here");
    }

    @Test
    void keepsNoValueInAPlace() {
        report.add(SECRET.reveal(), "https://example.org/?a=" + SECRET.reveal() + "&b=lkg_" + "x".repeat(20));

        assertThat(report.place(SECRET.hash())).isEqualTo("https://example.org/?a=lku_…&b=lkg_…");
    }

    @Test
    void keepsReadableTextOfBoundedLength() {
        report.add(SECRET.reveal(), " a\u0000b\u202e\r\nBcc: c" + "x".repeat(1000));

        assertThat(report.place(SECRET.hash())).startsWith("a b   Bcc: cxx").hasSize(LeakReport.LONGEST_PLACE);
    }

    @Test
    void takesAThousandValues() {
        for (int i = 0; i < LeakReport.MOST; i++) {
            assertThatCode(() -> report.add("x", "")).doesNotThrowAnyException();
        }

        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> report.add("x", ""));
    }
}
