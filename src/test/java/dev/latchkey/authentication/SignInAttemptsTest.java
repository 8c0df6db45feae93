package dev.latchkey.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authentication.SignInAttempts.Attempt;
import dev.latchkey.authentication.SignInAttempts.Known;
import dev.latchkey.platform.persistence.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sign-in attempts are limited by login and by network, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SignInAttemptsTest {

    private static final String HERE = "192.0.2.1";
    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

    private final SignInAttempts attempts = new SignInAttempts();
    private final TestDatabase database;
    private Instant now = NOW;

    SignInAttemptsTest(TestDatabase database) {
        this.database = database;
        attempts.counts = new Transactions();
    }

    @BeforeEach
    void forget() {
        database.commit("delete from sign_in_attempt");
    }

    /** One for each call, as in the container. */
    private final class Transactions extends AttemptCounts {

        @Override
        public Map<Limit, Duration> exhausted(List<Limit> limits) {
            return call(counts -> counts.exhausted(limits));
        }

        @Override
        public void take(Collection<Limit> limits) {
            call(counts -> {
                counts.take(limits);
                return true;
            });
        }

        @Override
        public void giveBack(Collection<Limit> limits) {
            call(counts -> {
                counts.giveBack(limits);
                return true;
            });
        }

        @Override
        public void reset(Limit limit) {
            call(counts -> {
                counts.reset(limit);
                return true;
            });
        }

        private <T> T call(Function<AttemptCounts, T> work) {
            var entityManager = database.begin();
            try {
                var counts = new AttemptCounts();
                counts.repository = new AttemptRepository();
                counts.repository.entityManager = entityManager;
                counts.clock = Clock.fixed(now, ZoneOffset.UTC);
                var result = work.apply(counts);
                entityManager.getTransaction().commit();
                return result;
            } finally {
                TestDatabase.rollBack(entityManager);
            }
        }
    }

    @Test
    void whatWasTakenComesBackAndIsForgotten() {
        assertThat(granted("ann", HERE, 11)).isEqualTo(10);
        now = NOW.plusSeconds(29);
        assertThat(granted("ann", HERE, 1)).isZero();
        now = NOW.plusSeconds(30);
        assertThat(granted("ann", HERE, 2)).isEqualTo(1);
        assertThat(rows()).isEqualTo(3);

        now = NOW.plusSeconds(600);
        assertThat(granted("ann", HERE, 11)).isEqualTo(10);
        for (int i = 0; i < 100; i++) {
            attempt("ann", "198.51.100." + i);
        }
        now = NOW.plusSeconds(1200);
        for (int i = 0; i < 20; i++) {
            // given back, so that all twenty are admitted: H2 may skip a row whose lock has only just been released
            attempt("bob", HERE).giveBack();
        }

        assertThat(rows()).as("rows of the last minutes").isEqualTo(3);
    }

    @Test
    void aClockThatWasDaysAheadKeepsNobodyOut() {
        now = NOW.plus(Duration.ofDays(6));
        assertThat(granted("ann", HERE, 11)).isEqualTo(10);

        now = NOW;

        assertThat(granted("ann", HERE, 11)).isEqualTo(10);
    }

    private long rows() {
        try (var entityManager = database.begin()) {
            return ((Number) entityManager
                            .createNativeQuery("select count(*) from sign_in_attempt")
                            .getSingleResult())
                    .longValue();
        }
    }

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
