package dev.latchkey.platform.persistence;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Callers that ask at the same time share one query: whoever asks while one runs takes part in the next. Nothing is
 * remembered, so that each caller learns what the database knew after they had asked.
 *
 * @param <K> what a caller asks about
 * @param <V> the answer
 */
public final class SharedQuery<K, V> {

    private final int most;
    private final Duration patience;
    private final Function<Set<K>, Map<K, V>> query;
    private final Semaphore turn = new Semaphore(1);

    private @Nullable Asked<K, V> next;

    /**
     * @param most number of keys in one query
     * @param patience of the first caller, who waits for a query that began before to end, and then begins the next in any
     * case: it may take long
     * @param query finds the answers; a key that has none is missing among them
     */
    public SharedQuery(int most, Duration patience, Function<Set<K>, Map<K, V>> query) {
        this.most = most;
        this.patience = patience;
        this.query = query;
    }

    /**
     * Empty if there is no answer. Throws what the query throws. Not for transactions: the answer may come from the connection of
     * another caller.
     */
    public Optional<V> ask(K key) {
        Asked<K, V> asked;
        boolean isFirst;
        synchronized (this) {
            isFirst = next == null;
            asked = next == null ? new Asked<>() : next;
            asked.keys.add(key);
            next = asked.keys.size() < most ? asked : null;
        }
        if (isFirst) {
            askForAll(asked);
        }
        return asked.answer(key);
    }

    private synchronized void close(Asked<K, V> asked) {
        if (next == asked) {
            next = null;
        }
    }

    /** The first caller asks for those who came until its turn. */
    private void askForAll(Asked<K, V> asked) {
        var isItsTurn = false;
        try {
            isItsTurn = awaitTurn();
            close(asked);
            asked.answers.complete(query.apply(asked.keys));
        } catch (RuntimeException | Error e) {
            close(asked);
            asked.answers.completeExceptionally(e);
        } finally {
            if (isItsTurn) {
                turn.release();
            }
        }
    }

    private boolean awaitTurn() {
        try {
            return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Asked<K, V> {

        final Set<K> keys = new LinkedHashSet<>();
        final CompletableFuture<Map<K, V>> answers = new CompletableFuture<>();

        Optional<V> answer(K key) {
            try {
                return Optional.ofNullable(answers.join().get(key));
            } catch (CompletionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }
}
