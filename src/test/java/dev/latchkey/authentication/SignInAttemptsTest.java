package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authentication.SignInAttempts.Attempt;
import dev.latchkey.authentication.SignInAttempts.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sign-in attempts are limited by login and by network. */
class SignInAttemptsTest {

    private static final String HERE = "192.0.2.1";

    private final SignInAttempts attempts = new SignInAttempts();

    @Test
    void tenAttemptsAtALoginAreLookedAtTheEleventhIsNot() {
        assertThat(granted("ann", HERE, 10)).isEqualTo(10);

        assertThat(attempt("ann", HERE).refusal()).hasValueSatisfying(refusal -> assertThat(refusal.retryAfter())
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31)));
    }

    @Test
    void manyAtOnceAreNoMoreThanManyInARow() throws Exception {
        assertThat(grantedAtOnce(64, () -> attempt("ann", HERE))).isEqualTo(10);
        assertThat(grantedAtOnce(64, () -> attempt("ann", HERE))).isZero();
    }

    @Test
    void manyAtOnceFromOneNetworkAreNoMoreThanManyInARow() throws Exception {
        var logins = new AtomicInteger();

        assertThat(grantedAtOnce(64, () -> attempt("user" + logins.incrementAndGet(), HERE)))
                .isEqualTo(50);
    }

    @Test
    void anAttemptThatIsGivenBackMayBeMadeAgain() throws Exception {
        granted("ann", HERE, 9);
        attempt("ann", HERE).giveBack();
        assertThat(grantedAtOnce(64, () -> attempt("ann", HERE))).isEqualTo(1);
    }

    @Test
    void aLoginIsLimitedInAnyCaseAndWhereItIsGuessedAtAlone() {
        granted("ann", HERE, 10);

        assertThat(attempt("ANN", HERE).refusal()).isPresent();
        assertThat(attempt("ann", "192.0.2.2").refusal()).isEmpty();
        assertThat(attempt("bob", HERE).refusal()).isEmpty();
    }

    @Test
    void manyWhoGuessTogetherAreLimited() {
        for (int i = 0; i < 10; i++) {
            assertThat(granted("ann", "198.51.100." + i, 10)).isEqualTo(10);
        }

        assertThat(attempt("ann", HERE).refusal()).isPresent();
        assertThat(attempt("bob", HERE).refusal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 2001:db8:0:1::%x, in one /64",
        "100, 2001:db8:0:1%02x::1, in one /56",
        "200, 2001:db8:0:%x00::1, in one /48"
    })
    void whoHasMuchOfIPv6IsOneCaller(int limit, String addresses, String where) {
        var granted = new ArrayList<String>();
        for (int i = 0; i < 256; i++) {
            var address = addresses.formatted(i);
            if (attempt("user" + i, address).refusal().isEmpty()) {
                granted.add(address);
            }
        }

        assertThat(granted).as(where).hasSize(limit);
        assertThat(attempt("ann", "2001:db8:1::1").refusal()).isEmpty();
    }

    @Test
    void aSuccessElsewhereForgivesNobody() {
        for (int i = 0; i < 10; i++) {
            granted("ann", "198.51.100." + i, 10);
        }
        attempts.begin("ann", HERE, () -> Known.NETWORK).succeeded();

        assertThat(attempt("ann", "198.51.100.0").refusal()).isPresent();
        assertThat(attempt("ann", "198.51.100.77").refusal()).isPresent();
    }

    @Test
    void aSuccessForgivesTheLoginHereAndNotTheAddress() {
        granted("ann", HERE, 9);
        attempt("Ann", HERE).succeeded();
        assertThat(granted("ann", HERE, 10)).isEqualTo(10);

        for (int i = 0; i < 4; i++) {
            granted("user" + i, HERE, 10);
        }
        assertThat(attempt("ben", HERE).refusal()).isPresent();
    }

    @Test
    void othersKeepNobodyOutOfANetworkInWhichTheLoginIsKnown() {
        for (int i = 0; i < 50; i++) {
            attempt("user" + i, HERE);
        }
        for (int i = 0; i < 10; i++) {
            granted("ann", "198.51.100." + i, 10);
        }
        assertThat(attempt("ann", HERE).refusal()).isPresent();

        for (int i = 0; i < 10; i++) {
            assertThat(attempts.begin("ann", HERE, () -> Known.NETWORK).refusal())
                    .isEmpty();
        }
        assertThat(attempts.begin("ann", HERE, () -> Known.NETWORK).refusal())
                .as("guesses from the same network at this login")
                .isPresent();
    }

    @Test
    void nobodyKeepsTheUserOutOfTheOwnBrowser() {
        granted("ann", HERE, 10);

        for (int i = 0; i < 10; i++) {
            assertThat(attempts.begin("ann", HERE, () -> Known.BROWSER).refusal())
                    .isEmpty();
        }
        assertThat(attempts.begin("ann", HERE, () -> Known.BROWSER).refusal()).isPresent();
    }

    @Test
    void loginsTooLongToBeAnyAreTheSameOne() {
        granted("x".repeat(255) + "1", HERE, 10);

        assertThat(attempt("x".repeat(255) + "2", HERE).refusal()).isPresent();
    }

    private Attempt attempt(String login, String address) {
        return attempts.begin(login, address, () -> Known.NOWHERE);
    }

    private int granted(String login, String address, int times) {
        var granted = 0;
        for (int i = 0; i < times; i++) {
            granted += attempt(login, address).refusal().isEmpty() ? 1 : 0;
        }
        return granted;
    }

    /** Makes one attempt in each of this many threads, and returns how many are let through. */
    private static int grantedAtOnce(int threads, Callable<Attempt> attempt) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var granted = 0;
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> {
                    barrier.await();
                    return attempt.call().refusal().isEmpty();
                });
            }
            for (var answer : executor.invokeAll(tasks)) {
                granted += answer.get() ? 1 : 0;
            }
            return granted;
        } finally {
            executor.shutdown();
        }
    }
}
