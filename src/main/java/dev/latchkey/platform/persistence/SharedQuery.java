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
 * remembered, so the answer is what the database knew after the caller had asked.
 *
 * @param <K> what a caller asks about
 * @param <V> the answer
 */
public final class SharedQuery<K, V> {

    private final int most;
    private final Duration patience;
    private final Function<Set<K>, Map<K, V>> query;
    private final Semaphore turn = new Semaphore(1);

    private @Nullable Batch<K, V> next;

    /**
     * @param most keys of one query, from 1
     * @param patience how long a query waits for the one before it to end; then it begins in any case, since that one may hang
     * @param query returns the answers; a key without an answer is missing
     */
    public SharedQuery(int most, Duration patience, Function<Set<K>, Map<K, V>> query) {
        this.most = most;
        this.patience = patience;
        this.query = query;
    }

    /**
     * The answer, if there is any. Throws what the query throws. Not for a transaction that changes what it asks for: another
     * caller's connection does not see that.
     */
    public Optional<V> ask(K key) {
        Batch<K, V> batch;
        boolean isFirst;
        synchronized (this) {
            isFirst = next == null;
            batch = next == null ? new Batch<>() : next;
            batch.keys.add(key);
            next = batch.keys.size() < most ? batch : null;
        }
        if (isFirst) {
            askForAll(batch);
        }
        return batch.answer(key);
    }

    private synchronized void close(Batch<K, V> batch) {
        if (next == batch) {
            next = null;
        }
    }

    /** The first caller of a batch asks for all who joined until its turn. */
    private void askForAll(Batch<K, V> batch) {
        var isItsTurn = false;
        try {
            isItsTurn = awaitTurn();
            close(batch);
            batch.answers.complete(query.apply(batch.keys));
        } catch (RuntimeException | Error e) {
            close(batch);
            batch.answers.completeExceptionally(e);
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

    private static final class Batch<K, V> {

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
