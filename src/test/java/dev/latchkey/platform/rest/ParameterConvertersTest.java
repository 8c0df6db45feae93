package dev.latchkey.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.BadRequestException;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversion of parameter values; {@code it} tests the answers to invalid ones. */
class ParameterConvertersTest {

    @ParameterizedTest
    @CsvSource({
        "2027-01-31T13:30:00+0000, 2027-01-31T13:30:00Z",
        "2027-01-31T13:30:00+0530, 2027-01-31T08:00:00Z",
        "2027-01-31T23:30:00-0100, 2027-02-01T00:30:00Z",
        "2027-01-31,               2027-01-31T00:00:00Z",
        "' 2028-02-29 ',           2028-02-29T00:00:00Z"
    })
    void readsMoments(String text, Instant moment) {
        assertThat(read(Instant.class, text)).isEqualTo(moment);
    }

    @Test
    void readsDaysNumbersAndWords() {
        assertThat(read(LocalDate.class, "2028-02-29")).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(read(Integer.class, " 42 ")).isEqualTo(42);
        assertThat(read(Boolean.class, "true")).isTrue();
        assertThat(read(Boolean.class, "no")).isFalse();
    }

    @Test
    void readsNothingWhereNothingIsGiven() {
        assertThat(read(Integer.class, null)).isNull();
        assertThat(read(LocalDate.class, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void takesNothingForAbsentThatIsGiven(String blank) {
        assertThatThrownBy(() -> read(LocalDate.class, blank)).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> read(Boolean.class, blank)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void leavesTextAlone() {
        assertThat(new ParameterConverters().getConverter(String.class, String.class, new Annotation[0]))
                .isNull();
    }

    @Test
    void writesMomentsInUtcToTheSecond() {
        assertThat(ParameterConverters.format(Instant.parse("2026-11-23T17:26:15.987Z")))
                .isEqualTo("2026-11-23T17:26:15+0000");
        assertThat(ParameterConverters.format(LocalDate.of(2027, 1, 1))).isEqualTo("2027-01-01T00:00:00+0000");
    }

    private static <T> @Nullable T read(Class<T> type, @Nullable String text) {
        var converter = new ParameterConverters().getConverter(type, type, new Annotation[0]);
        return Objects.requireNonNull(converter).fromString(text);
    }
}
