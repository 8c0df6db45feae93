package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Guessing is limited, by login and by network. */
class SignInAttemptsTest {

    private static final String HERE = "192.0.2.1";

    private final SignInAttempts attempts = new SignInAttempts();

    @Test
    void nineFailuresOfALoginAreForgivenTheTenthIsNot() {
        fail("ann", HERE, 9);
        assertThat(attempts.wait("ann", HERE)).isEmpty();

        fail("ann", HERE, 1);
        assertThat(attempts.wait("ann", HERE))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31)));
    }

    @Test
    void aLoginIsLimitedInAnyCaseAndWhereItIsGuessedAtAlone() {
        fail("ann", HERE, 10);

        assertThat(attempts.wait("ANN", HERE)).isPresent();
        assertThat(attempts.wait("ann", "192.0.2.2")).isEmpty();
        assertThat(attempts.wait("bob", HERE)).isEmpty();
    }

    @Test
    void manyWhoGuessTogetherAreLimited() {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.wait("ann", "198.51.100." + i)).isEmpty();
            fail("ann", "198.51.100." + i, 10);
        }

        assertThat(attempts.wait("ann", HERE)).isPresent();
        assertThat(attempts.wait("bob", HERE)).isEmpty();
    }

    @Test
    void aSuccessElsewhereForgivesNobody() {
        for (int i = 0; i < 10; i++) {
            fail("ann", "198.51.100." + i, 10);
            attempts.succeeded("ann", HERE);
        }

        assertThat(attempts.wait("ann", "198.51.100.0")).isPresent();
        assertThat(attempts.wait("ann", "198.51.100.77")).isPresent();
    }

    @Test
    void aNetworkOfIPv6IsOneCaller() {
        for (int i = 0; i < 10; i++) {
            fail("ann", "2001:db8:0:1::" + i, 1);
        }

        assertThat(attempts.wait("ann", "2001:db8:0:1:ffff::1")).isPresent();
        assertThat(attempts.wait("ann", "2001:db8:0:2::1")).isEmpty();
    }

    @Test
    void anAddressIsLimitedWhateverTheLogin() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempts.wait("user" + i, HERE)).isEmpty();
            fail("user" + i, HERE, 1);
        }

        assertThat(attempts.wait("ann", HERE)).isPresent();
        assertThat(attempts.wait("ann", "192.0.2.2")).isEmpty();
    }

    @Test
    void aSuccessForgivesTheLoginHereAndNotTheAddress() {
        fail("ann", HERE, 10);
        attempts.succeeded("Ann", HERE);
        assertThat(attempts.wait("ann", HERE)).isEmpty();

        for (int i = 0; i < 4; i++) {
            fail("user" + i, HERE, 10);
        }
        assertThat(attempts.wait("ann", HERE)).isPresent();
    }

    @Test
    void loginsTooLongToBeAnyAreTheSameOne() {
        fail("x".repeat(255) + "1", HERE, 10);

        assertThat(attempts.wait("x".repeat(255) + "2", HERE)).isPresent();
    }

    private void fail(String login, String address, int times) {
        for (int i = 0; i < times; i++) {
            attempts.failed(login, address);
        }
    }
}
