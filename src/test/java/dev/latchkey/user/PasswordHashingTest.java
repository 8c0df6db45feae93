package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.OverloadedException;
import dev.latchkey.user.PasswordHashing.Match;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which passwords match which hashes, and how many are hashed at once. */
class PasswordHashingTest {

    private static final String COMPOSED = "Grüße-an-den-Mond-ﬁ42";
    private static final String DECOMPOSED = Normalizer.normalize(COMPOSED, Normalizer.Form.NFD);

    private final PasswordHashing hashing = new PasswordHashing();
    private final Legible legible = new Legible();

    @BeforeEach
    void initialize() {
        hashing.pbkdf2 = legible;
        hashing.initialize();
    }

    @Test
    void theSameLettersAreTheSamePassword() {
        var hash = hashing.hash(COMPOSED);

        assertThat(hashing.verify(COMPOSED, hash)).isEqualTo(Match.CURRENT);
        assertThat(hashing.verify(DECOMPOSED, hash)).isEqualTo(Match.CURRENT);
        assertThat(hashing.verify(COMPOSED.replace("ﬁ", "fi"), hash)).isEqualTo(Match.CURRENT);
        assertThat(hashing.verify(COMPOSED.replace("ü", "u"), hash)).isEqualTo(Match.NONE);
        assertThat(PasswordHashing.areSame(COMPOSED, DECOMPOSED)).isTrue();
    }

    @Test
    void aHashOfWhatWasTypedFitsAndIsOutdated() {
        assertThat(hashing.verify(DECOMPOSED, legible.generate(DECOMPOSED.toCharArray())))
                .isEqualTo(Match.OUTDATED);
        assertThat(hashing.verify("plain", legible.generate("plain".toCharArray())))
                .isEqualTo(Match.CURRENT);
    }

    @Test
    void aHashWithFewerIterationsFitsAndIsOutdated() {
        assertThat(hashing.verify("plain", "PBKDF2WithHmacSHA512:1000:plain")).isEqualTo(Match.OUTDATED);
        assertThat(hashing.verify("wrong", "PBKDF2WithHmacSHA512:1000:plain")).isEqualTo(Match.NONE);
    }

    @Test
    void whoHasNoPasswordIsLookedAtAsLong() {
        var before = legible.calls.get();

        assertThat(hashing.verify("any", null)).isEqualTo(Match.NONE);
        assertThat(legible.calls.get()).isEqualTo(before + 1);
    }

    @Test
    @Timeout(60)
    void noMoreAreHashedAtOnceThanThereAreProcessors() throws Exception {
        var processors = Runtime.getRuntime().availableProcessors();
        legible.hold(processors);
        var executor = Executors.newFixedThreadPool(64);
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < 63; i++) {
            answers.add(executor.submit(() -> hashing.hash("guess")));
        }
        legible.held.await();

        // all processors stay busy, so this call times out while it waits for its turn
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> hashing.verify("guess", null));
        assertThat(legible.most.get()).isEqualTo(processors);

        legible.release.countDown();
        executor.shutdown();
        for (var answer : answers) {
            try {
                assertThat(answer.get()).contains("guess");
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(OverloadedException.class);
            }
        }
        assertThat(legible.most.get()).isEqualTo(processors);
        assertThat(hashing.hash("later")).contains("later");
    }

    /** “Hashes” a password to itself, with the parameters before it, and counts concurrent calls. */
    private static final class Legible implements Pbkdf2PasswordHash {

        private String prefix = "";
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private CountDownLatch held = new CountDownLatch(0);
        private CountDownLatch release = new CountDownLatch(0);

        void hold(int threads) {
            held = new CountDownLatch(threads);
            release = new CountDownLatch(1);
        }

        @Override
        public void initialize(Map<String, String> parameters) {
            prefix = parameters.get("Pbkdf2PasswordHash.Algorithm") + ":"
                    + parameters.get("Pbkdf2PasswordHash.Iterations") + ":";
        }

        @Override
        public String generate(char[] password) {
            work();
            return prefix + new String(password);
        }

        @Override
        public boolean verify(char[] password, String hash) {
            work();
            return Arrays.equals(
                    password, hash.substring(hash.lastIndexOf(':') + 1).toCharArray());
        }

        private void work() {
            calls.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                now.decrementAndGet();
            }
        }
    }
}
