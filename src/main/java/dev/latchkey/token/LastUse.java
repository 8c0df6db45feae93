package dev.latchkey.token;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records the last use of tokens asynchronously, so that the call proceeds whatever happens to the write. A crash loses
 * at most a minute of precision. Only the first use of a rotated value is written before the call proceeds.
 */
@ApplicationScoped
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class.getName());

    /** The maximum number of tokens waiting to be written; others are recorded at their next use. */
    private static final int MOST_WAITING = 20_000;

    /** In one transaction; with more, revocations of their users' tokens would wait longer. */
    private static final int MOST_TOGETHER = 100;

    @Inject
    UseRecorder recorder;

    @Inject
    CurrentOrigin origin;

    @Resource
    ManagedThreadFactory threads;

    private final BlockingQueue<TokenUse> waiting = new LinkedBlockingQueue<>();

    /** The tokens of the uses that wait or are being written. */
    private final Set<Long> tokens = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init")
    private ThreadPoolExecutor executor;

    @PostConstruct
    void start() {
        // Besides the task that runs, one is enough: it writes all that is noted until it begins.
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** @return whether the new value, now used for the first time, is still active */
    boolean first(TokenUse use) {
        // the caller ends the previous value, but is authenticated only when this returns
        origin.by(use.userId(), use.tokenId());
        return recorder.recordFirst(use);
    }

    void note(TokenUse use) {
        if (tokens.size() < MOST_WAITING && tokens.add(use.tokenId())) {
            waiting.add(use);
            executor.execute(this::writeAll);
        }
    }

    private void writeAll() {
        while (!waiting.isEmpty()) {
            var together = new ArrayList<TokenUse>();
            waiting.drainTo(together, MOST_TOGETHER);
            write(together);
            together.forEach(use -> tokens.remove(use.tokenId()));
        }
    }

    private void write(List<TokenUse> together) {
        var alone = together;
        if (together.size() > 1) {
            try {
                alone = recorder.recordTogether(together);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.FINE, e, () -> together.size() + " uses of tokens are not written together");
            }
        }
        alone.forEach(this::write);
    }

    private void write(TokenUse use) {
        try {
            recorder.record(use);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.FINE, e, () -> "The use of token " + use.tokenId() + " is not written");
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }
}
