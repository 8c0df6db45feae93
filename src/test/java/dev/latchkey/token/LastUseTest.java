package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastUseTest {

    private final BlockingQueue<List<TokenUse>> written = new LinkedBlockingQueue<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final LastUse lastUse = new LastUse();

    /** Holds the first use back, fails for token 13, and leaves token 7 out of several. */
    private final class Recorder extends UseRecorder {
        @Override
        public void record(TokenUse use) {
            write(List.of(use));
            if (use.equals(use(1))) {
                await(firstMayEnd);
            }
        }

        @Override
        public List<TokenUse> recordTogether(List<TokenUse> made) {
            write(made);
            return made.stream().filter(use(7)::equals).toList();
        }

        private void write(List<TokenUse> made) {
            written.add(made);
            if (made.contains(use(13))) {
                throw new IllegalStateException("down");
            }
        }
    }

    private static final class Threads implements ManagedThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            return new Thread(task);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void start() {
        lastUse.recorder = new Recorder();
        lastUse.threads = new Threads();
        lastUse.start();
    }

    @AfterEach
    void stop() {
        firstMayEnd.countDown();
        lastUse.stop();
    }

    @Test
    void writesTogetherWhatIsNotedMeanwhile() throws Exception {
        holdTheFirst();
        lastUse.note(use(2));
        lastUse.note(use(3));
        lastUse.note(use(2));
        firstMayEnd.countDown();

        assertThat(written.take()).containsExactly(use(2), use(3));
    }

    @Test
    void writesATokensNextUse() throws Exception {
        firstMayEnd.countDown();
        lastUse.note(use(1));
        assertThat(written.take()).containsExactly(use(1));
        // begins when the first has ended
        lastUse.note(use(2));
        assertThat(written.take()).containsExactly(use(2));

        lastUse.note(use(1));

        assertThat(written.take()).containsExactly(use(1));
    }

    @Test
    void writesAtMostAHundredTogether() throws Exception {
        holdTheFirst();
        for (int i = 100; i < 250; i++) {
            lastUse.note(use(i));
        }
        firstMayEnd.countDown();

        assertThat(written.take()).hasSize(100);
        assertThat(written.take()).hasSize(50);
    }

    @Test
    void writesAloneWhatWaitsForAnotherTransaction() throws Exception {
        holdTheFirst();
        lastUse.note(use(7));
        lastUse.note(use(8));
        firstMayEnd.countDown();

        assertThat(written.take()).containsExactly(use(7), use(8));
        assertThat(written.take()).containsExactly(use(7));
    }

    @Test
    void aFailureIsThatOfOneUse() throws Exception {
        holdTheFirst();
        lastUse.note(use(13));
        lastUse.note(use(2));
        firstMayEnd.countDown();

        assertThat(written.take()).containsExactly(use(13), use(2));
        assertThat(written.take()).containsExactly(use(13));
        assertThat(written.take()).containsExactly(use(2));
    }

    private void holdTheFirst() throws InterruptedException {
        lastUse.note(use(1));
        assertThat(written.take()).containsExactly(use(1));
    }

    private static TokenUse use(long tokenId) {
        return new TokenUse(tokenId, 1, Instant.EPOCH, new Client("192.0.2.1", "curl"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
