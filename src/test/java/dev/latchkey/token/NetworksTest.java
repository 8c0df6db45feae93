package dev.latchkey.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.InvalidException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", " \n"})
    void areAbsentFromBlankText(@Nullable String text) {
        assertThat(Networks.parse(text)).isNull();
    }

    @Test
    void areWrittenWithCommasOrWhiteSpaceAndKeptOnce() {
        assertThat(parse("192.0.2.7, 10.0.0.0/8\n2001:DB8::/32,,192.0.2.7/32").texts())
                .containsExactly("192.0.2.7", "10.0.0.0/8", "2001:db8::/32");
    }

    @Test
    void areInTheDatabaseAsTheyAreWritten() {
        var networks = parse("192.0.2.7, 2001:db8::/32");
        assertThat(networks).hasToString("192.0.2.7 2001:db8::/32").isEqualTo(Networks.read(networks.toString()));
        assertThat(Networks.read(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "::ffff:192.0.2.7, true",
        "192.0.2.8, false",
        "10.3.2.1, true",
        "2001:db8:7::1, true",
        "2001:db9::1, false",
        "fe80::1%eth0, true",
        "unknown, false",
        "'', false",
    })
    void containTheAddressesOfTheirRanges(String address, boolean contained) {
        assertThat(parse("192.0.2.7 10.0.0.0/8 2001:db8::/32 fe80::/10").contain(address))
                .isEqualTo(contained);
    }

    @Test
    void thatAreErasedContainNothing() {
        var erased = requireNonNull(Networks.read(""));
        assertThat(erased.contain("192.0.2.7")).isFalse();
        assertThat(erased.texts()).isEmpty();
    }

    @Test
    void containOthersThatAreParts() {
        var networks = parse("10.0.0.0/8 192.0.2.7");
        assertThat(networks.contain(parse("10.7.0.0/16 192.0.2.7"))).isTrue();
        assertThat(networks.contain(parse("10.7.0.0/16 192.0.2.8"))).isFalse();
        assertThat(parse("10.7.0.0/16").contain(networks)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "10.0.0.7/8 | 10.0.0.7/8 has bits after its prefix. The range is 10.0.0.0/8.",
                "2001:db8::1/32 | 2001:db8::1/32 has bits after its prefix. The range is 2001:db8::/32.",
                "0.0.0.0/0 | 0.0.0.0/0 is every address. Leave the networks out if the token may be used from everywhere.",
                "::/0 | ::/0 is every address. Leave the networks out if the token may be used from everywhere.",
                "10.0.0.0/33 | '10.0.0.0/33' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32.",
                "10.0.0.0/+8 | '10.0.0.0/+8' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32.",
                "10.0.0.0/8,example.org | 'example.org' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32.",
                ", | ',' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32.",
                "010.0.0.1 | '010.0.0.1' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32."
            })
    void aFaultNamesTheRange(String text, String words) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Networks.parse(text))
                .satisfies(fault -> {
                    assertThat(fault.in(Locale.ENGLISH)).isEqualTo(words);
                    assertThat(fault.fault().field()).isEqualTo("networks");
                });
    }

    @Test
    void areAtMostTwenty() {
        assertThat(parse(numbered(20)).ranges()).hasSize(20);
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Networks.parse(numbered(21)))
                .satisfies(fault ->
                        assertThat(fault.in(Locale.ENGLISH)).isEqualTo("A token can have at most 20 networks."));
    }

    @Test
    void theLongestFitIntoTheColumn() {
        var longest = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "2001:1db8:1234:5678:9abc:def0:1234:" + (10_00 + i) * 2 + "/127")
                .collect(Collectors.joining(","));
        assertThat(parse(longest).toString()).hasSizeLessThan(1_000);
    }

    @Test
    void ofAddressesAreJustThose() {
        assertThat(Networks.of(List.of("192.0.2.7", "2001:db8::1", "192.0.2.7")).texts())
                .containsExactly("192.0.2.7", "2001:db8::1");
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> Networks.of(List.of()));
    }

    private static String numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "192.0.2." + i).collect(Collectors.joining(","));
    }

    private static Networks parse(String text) {
        return requireNonNull(Networks.parse(text));
    }
}
