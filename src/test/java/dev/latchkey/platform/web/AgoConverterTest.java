package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relative times, in the reader's language. */
class AgoConverterTest {

    @ParameterizedTest
    @CsvSource({
        "PT-1M,     < 1 hour ago,  vor < 1 Stunde",
        "PT59M59S,  < 1 hour ago,  vor < 1 Stunde",
        "PT1H,      1 hour ago,    vor 1 Stunde",
        "PT23H59M,  23 hours ago,  vor 23 Stunden",
        "P1D,       1 day ago,     vor 1 Tag",
        "P29D,      29 days ago,   vor 29 Tagen",
        "P30D,      1 month ago,   vor 1 Monat",
        "P60D,      2 months ago,  vor 2 Monaten",
        "P364D,     12 months ago, vor 12 Monaten",
        "P365D,     1 year ago,    vor 1 Jahr",
        "P1000D,    2 years ago,   vor 2 Jahren"
    })
    void saysHowLongAgo(Duration passed, String english, String german) {
        assertThat(AgoConverter.words(passed).in(Locale.ENGLISH)).isEqualTo(english);
        assertThat(AgoConverter.words(passed).in(Locale.GERMAN)).isEqualTo(german);
    }
}
