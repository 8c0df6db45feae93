package dev.latchkey.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.RateExceededException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Counts the calls of a network, and of the site that it belongs to. */
class NetworkLimitTest {

    private final NetworkLimit limit = new NetworkLimit(3, Duration.ofHours(1));

    @Test
    void aNetworkHasItsCallsAndTheNextHasItsOwn() {
        use("192.0.2.1", 3);

        assertRefused("192.0.2.1");
        assertThatCode(() -> limit.count("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void saysWhenTheNextCallIsPossible() {
        use("192.0.2.1", 3);

        assertThatExceptionOfType(RateExceededException.class)
                .isThrownBy(() -> limit.count("192.0.2.1"))
                .satisfies(refused -> assertThat(refused.retryAfter())
                        .isBetween(
                                Duration.ofMinutes(19), Duration.ofMinutes(20).plusSeconds(1)));
    }

    @Test
    void anIpv6NetworkIsASlash64() {
        use("2001:db8::1", 1);
        use("2001:db8::2", 1);
        use("2001:db8::3%eth0", 1);

        assertRefused("2001:db8::4");
    }

    @Test
    void aSiteCannotMultiplyItsCallsByItsNetworks() {
        use("2001:db8:0:1::1", 3);
        use("2001:db8:0:2::1", 3);

        assertRefused("2001:db8:0:3::1");
        use("2001:db8:0:101::1", 3);
        use("2001:db8:0:201::1", 3);
        assertRefused("2001:db8:0:301::1");
        use("2001:db8:1::1", 3);
    }

    private void use(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThatCode(() -> limit.count(address)).doesNotThrowAnyException();
        }
    }

    private void assertRefused(String address) {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(RateExceededException.class).isThrownBy(() -> limit.count(address));
        }
    }
}
