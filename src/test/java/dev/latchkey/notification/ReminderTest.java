package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days on which each reminder is due. */
class ReminderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2026-11-16T23:59:59.999Z | 2026-11-24 | nothing
        2026-11-17T00:00:00Z     | 2026-11-24 | TOKEN_EXPIRES
        2026-11-23T23:59:59.999Z | 2026-11-24 | TOKEN_EXPIRES
        2026-11-24T00:00:00Z     | 2026-11-24 | TOKEN_EXPIRED
        2026-11-30T23:59:59.999Z | 2026-11-24 | TOKEN_EXPIRED
        2026-12-01T00:00:00Z     | 2026-11-24 | nothing
        2028-02-21T23:59:59Z     | 2028-02-29 | nothing
        2028-02-22T00:00:00Z     | 2028-02-29 | TOKEN_EXPIRES
        2028-02-29T00:00:00Z     | 2028-02-29 | TOKEN_EXPIRED
        2028-02-23T00:00:00Z     | 2028-03-01 | TOKEN_EXPIRES
        2027-02-22T00:00:00Z     | 2027-03-01 | TOKEN_EXPIRES
        2026-12-25T00:00:00Z     | 2027-01-01 | TOKEN_EXPIRES
        2026-12-31T23:59:59Z     | 2027-01-01 | TOKEN_EXPIRES
        2027-01-01T00:00:00Z     | 2027-01-01 | TOKEN_EXPIRED
        """)
    void isDueFromTheFirstDayOfTheWarningAndFromTheDayOfExpiration(Instant now, LocalDate expiration, String due) {
        assertThat(due(now, expiration, 7)).isEqualTo(due.equals("nothing") ? List.of() : List.of(due));
    }

    @Test
    void isDueSoEarlyAsThePolicySays() {
        var now = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(due(now, LocalDate.parse("2026-11-25"), 1)).containsExactly("TOKEN_EXPIRES");
        assertThat(due(now, LocalDate.parse("2026-11-26"), 1)).isEmpty();
        assertThat(due(now, LocalDate.parse("2027-02-22"), 90)).containsExactly("TOKEN_EXPIRES");
    }

    private static List<String> due(Instant now, LocalDate expiration, int warnBefore) {
        return Reminder.of(LocalDate.ofInstant(now, ZoneOffset.UTC), warnBefore).stream()
                .filter(reminder -> expiration.isAfter(reminder.after()) && !expiration.isAfter(reminder.until()))
                .map(reminder -> reminder.kind().name())
                .toList();
    }
}
