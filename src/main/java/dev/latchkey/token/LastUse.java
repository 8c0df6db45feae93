package dev.latchkey.token;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Written in one transaction; more would keep revocations of their users' tokens waiting. */
    private static final int MOST_TOGETHER = 100;

    @Inject
    UseRecorder recorder;

    @Inject
    CurrentOrigin origin;

    @Resource
    ManagedThreadFactory threads;

    /** By the token's id. */
    private final Map<Long, TokenUse> waiting = new ConcurrentHashMap<>();

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
        if (waiting.size() < MOST_WAITING && waiting.putIfAbsent(use.tokenId(), use) == null) {
            executor.execute(this::writeAll);
        }
    }

    private void writeAll() {
        while (!waiting.isEmpty()) {
            var together = waiting.values().stream().limit(MOST_TOGETHER).toList();
            try {
                write(together);
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, e, () -> together.size() + " uses of tokens are not written");
            } finally {
                together.forEach(use -> waiting.remove(use.tokenId()));
            }
        }
    }

    private void write(List<TokenUse> together) {
        var left = recorder.record(together);
        if (together.size() > 1) {
            left.forEach(use -> recorder.record(List.of(use)));
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }
}
