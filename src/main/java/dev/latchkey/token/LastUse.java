package dev.latchkey.token;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
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

    @Inject
    UseRecorder recorder;

    @Inject
    CurrentOrigin origin;

    @Resource
    ManagedThreadFactory threads;

    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("NullAway.Init")
    private ThreadPoolExecutor executor;

    @PostConstruct
    void start() {
        executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), threads);
    }

    /** @return whether the new value, now used for the first time, is still active */
    boolean first(TokenUse use) {
        // the caller ends the previous value, but is authenticated only when this returns
        origin.by(use.userId(), use.tokenId());
        return recorder.recordFirst(use);
    }

    void note(TokenUse use) {
        if (!waiting.add(use.tokenId())) {
            return;
        }
        try {
            executor.execute(() -> write(use));
        } catch (RejectedExecutionException e) {
            waiting.remove(use.tokenId());
        }
    }

    private void write(TokenUse use) {
        try {
            recorder.record(use);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, e, () -> "The use of token " + use.tokenId() + " is not written");
        } finally {
            waiting.remove(use.tokenId());
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }
}
