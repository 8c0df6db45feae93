package dev.latchkey.token.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.policy.TokenPolicy;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expirations that a user can choose for a new token, and the day of each. */
class ExpirationTest {

    private static final LocalDate LEAP_DAY = LocalDate.parse("2028-02-29");

    @ParameterizedTest
    @CsvSource({
        "DAYS_30, 2028-03-30",
        "DAYS_90, 2028-05-29",
        "YEAR,    2029-02-28",
        "LATEST,  2028-03-10",
        "DATE,    2030-01-01",
        "NEVER,   "
    })
    void isADayCountedFromToday(Expiration choice, @Nullable LocalDate day) {
        assertThat(choice.day(LEAP_DAY, LocalDate.parse("2030-01-01"), atMost(10)))
                .isEqualTo(day);
    }

    @Test
    void everythingIsOfferedWhereThereIsNoLimit() {
        assertThat(Expiration.allowed(LEAP_DAY, TokenPolicy.DEFAULT))
                .containsExactly(
                        Expiration.DAYS_30, Expiration.DAYS_90, Expiration.YEAR, Expiration.DATE, Expiration.NEVER);
    }

    @Test
    void underALimitOnlyWhatItAllowsIsOfferedAndItsLastDay() {
        assertThat(Expiration.allowed(LEAP_DAY, atMost(29))).containsExactly(Expiration.LATEST, Expiration.DATE);
        assertThat(Expiration.allowed(LEAP_DAY, atMost(100)))
                .containsExactly(Expiration.DAYS_30, Expiration.DAYS_90, Expiration.LATEST, Expiration.DATE);
    }

    @Test
    void theLastDayIsNotOfferedTwice() {
        assertThat(Expiration.allowed(LEAP_DAY, atMost(90)))
                .containsExactly(Expiration.DAYS_30, Expiration.DAYS_90, Expiration.DATE);
    }

    private static TokenPolicy atMost(int days) {
        return new TokenPolicy(days, Set.of(), null, 7, 365, false, false, false);
    }
}
