package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.InvalidException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long both values of a rotated token are active. */
class OverlapTest {

    @Test
    void isADayWhenNobodyChooses() {
        assertThat(Overlap.chosen(null, false).length()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 168})
    void isAsManyHoursAsChosen(int hours) {
        assertThat(Overlap.chosen(hours, false).length()).isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 169, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void isSevenDaysAtTheMost(int hours) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Overlap.chosen(hours, false))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("overlap"));
    }

    @Test
    void isNotTwoThingsAtOnce() {
        assertThat(Overlap.chosen(null, true)).isEqualTo(Overlap.UNTIL_FIRST_USE);
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> Overlap.chosen(24, true));
    }
}
