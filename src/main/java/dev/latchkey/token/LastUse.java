package dev.latchkey.token;

import dev.latchkey.shared.CurrentOrigin;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes when and from where a token was used, outside of the way of the check: the call goes on at once, whatever
 * becomes of the writing. What is lost in a crash is a minute's exactness. The first use of a value that has replaced another
 * one is the exception: it is written before the call goes on.
 */
@ApplicationScoped
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class.getName());

    /** How exact a last use is: it is written once in this time at the most. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);

    /** So many tokens may wait to be written; the next ones are when they are used again. */
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

    /** @return whether the new value, now used for the first time, is still good */
    boolean first(TokenUse use) {
        // that the former value ends is the doing of who calls, who is recognised only when this has returned
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
