package dev.latchkey.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/23, 192.168.5.255, true",
        "192.168.4.0/23, 192.168.6.0, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe80::1, false",
        "10.0.0.0/8, unknown, false",
        "10.0.0.0/8, '', false",
        "10.0.0.0/8, 10.0.0.1:443, false",
        "::ffff:10.0.0.7, 10.0.0.7, true",
        "10.0.0.0/8, ::ffff:10.0.0.7, true",
        "::ffff:10.0.0.0/104, 10.255.0.1, true",
        "::ffff:10.0.0.0/104, 11.0.0.1, false",
        "::/1, ::ffff:10.0.0.7, false",
        "fe80::/10, fe80::1%eth0, true",
    })
    void holdsWhatBeginsAlike(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.0.0.0/8, 10.0.0.0/8, true",
        "10.1.0.0/16, 10.0.0.0/8, false",
        "10.0.0.0/8, 11.0.0.0/16, false",
        "10.0.0.0/8, 2001:db8::/32, false",
        "2001:db8::/32, 2001:db8:1::/48, true",
    })
    void holdsARangeThatIsWhollyWithin(String range, String other, boolean held) {
        assertThat(AddressRange.parse(range).contains(AddressRange.parse(other)))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.0.0.0/8",
        "10.1.2.3/32, 10.1.2.3",
        "10.1.2.3/31, 10.1.2.2/31",
        "255.255.255.255/0, 0.0.0.0/0",
        "::ffff:10.1.2.3/104, 10.0.0.0/8",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:0/1, ::/1",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:ffff::/33, 2001:db8:8000::/33",
        "10:0:0:0:0:0:0:0, 10::",
    })
    void hasOneForm(String range, String form) {
        assertThat(AddressRange.parse(range).canonical()).hasToString(form);
    }

    @Test
    void aListHasCommasBetween() {
        assertThat(AddressRange.parseAll("10.0.0.0/8, ::1"))
                .containsExactly(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "::ffff:192.0.2.7, 192.0.2.7, true",
        "2001:db8::1, 2001:db8:0:0:1::, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "fe80::1%eth0, fe80::2%eth1, true",
        "unknown, unknown, true",
        "unknown, other, false",
    })
    void aNetworkTellsCallersApart(String one, String other, boolean same) {
        assertThat(AddressRange.network(one).equals(AddressRange.network(other)))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "proxy.example.org",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.0/33",
                "::ffff:10.0.0.0/8",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/0008",
                "10.0.0.0/\u0668",
                "::ffff:10.0.0.0/+104",
                "10.0.0.0/",
                "10.0.0.0/8/8",
                "::1/129",
                "face",
                "1::2::3"
            })
    void aNameIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }
}
