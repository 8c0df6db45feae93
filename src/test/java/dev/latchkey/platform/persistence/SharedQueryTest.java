package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedQueryTest {

    private static final Duration LONG = Duration.ofHours(1);

    /** The queries that have begun. */
    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();

    private record Begun(Set<Integer> keys, CompletableFuture<Map<Integer, String>> answers) {

        void end() {
            answers.complete(
                    keys.stream().filter(key -> key > 0).collect(Collectors.toMap(key -> key, key -> "no. " + key)));
        }
    }

    @Test
    void findsAnswersOrNone() throws Exception {
        var query = query(9, LONG);

        var seven = ask(query, 7);
        begun.take().end();
        assertThat(seven.get()).contains("no. 7");

        var none = ask(query, -7);
        begun.take().end();
        assertThat(none.get()).isEmpty();
    }

    @Test
    void whoAsksDuringAQuerySharesTheNext() throws Exception {
        var query = query(9, LONG);
        var one = ask(query, 1);
        var first = begun.take();
        var others = ask(query, 1, 2, 2, -3);
        first.end();
        assertThat(one.get()).contains("no. 1");
        assertThat(first.keys()).containsExactly(1);

        var second = begun.take();
        second.end();
        assertThat(second.keys()).containsExactlyInAnyOrder(1, 2, -3);
        assertThat(others)
                .map(CompletableFuture::get)
                .containsExactly(Optional.of("no. 1"), Optional.of("no. 2"), Optional.of("no. 2"), Optional.empty());
        assertThat(begun).isEmpty();
    }

    @Test
    void aQueryIsLimited() throws Exception {
        var query = query(2, LONG);
        ask(query, 1);
        var first = begun.take();
        var others = ask(query, 2, 3, 4);
        first.end();

        var second = begun.take();
        second.end();
        var third = begun.take();
        third.end();
        assertThat(List.of(second.keys().size(), third.keys().size())).containsExactlyInAnyOrder(2, 1);
        assertThat(others).map(CompletableFuture::get).map(Optional::get).containsExactly("no. 2", "no. 3", "no. 4");
    }

    @Test
    void aQueryThatHangsHindersNoOther() throws Exception {
        var query = query(9, Duration.ZERO);
        ask(query, 1);
        var hanging = begun.take();

        var two = ask(query, 2);
        begun.take().end();

        assertThat(two.get()).contains("no. 2");
        hanging.end();
    }

    @Test
    void everybodyLearnsOfAFailureAndTheNextQueryRuns() throws Exception {
        var query = query(9, LONG);
        ask(query, 1);
        var first = begun.take();
        var others = ask(query, 2, 3);
        first.end();
        begun.take().answers().completeExceptionally(new IllegalStateException("down"));
        for (var other : others) {
            assertThatThrownBy(other::get)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("down");
        }

        var four = ask(query, 4);
        begun.take().end();
        assertThat(four.get()).contains("no. 4");
    }

    @Test
    void throwsWhatTheQueryThrows() {
        var failing = new SharedQuery<Integer, String>(9, LONG, keys -> {
            throw new IllegalStateException("down");
        });
        assertThatIllegalStateException().isThrownBy(() -> failing.ask(1)).withMessage("down");

        var outOfMemory = new SharedQuery<Integer, String>(9, LONG, keys -> {
            throw new OutOfMemoryError("heap");
        });
        assertThatThrownBy(() -> outOfMemory.ask(1)).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> outOfMemory.ask(2)).isInstanceOf(OutOfMemoryError.class);
    }

    private SharedQuery<Integer, String> query(int most, Duration patience) {
        return new SharedQuery<>(most, patience, keys -> {
            var answers = new CompletableFuture<Map<Integer, String>>();
            begun.add(new Begun(Set.copyOf(keys), answers));
            try {
                return answers.join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        });
    }

    private static CompletableFuture<Optional<String>> ask(SharedQuery<Integer, String> query, int key) {
        return ask(query, new int[] {key}).get(0);
    }

    /** Asks from a thread for each key, and returns once all wait. */
    private static List<CompletableFuture<Optional<String>>> ask(SharedQuery<Integer, String> query, int... keys) {
        var answers = new ArrayList<CompletableFuture<Optional<String>>>();
        for (var key : keys) {
            var answer = new CompletableFuture<Optional<String>>();
            var caller = new Thread(() -> answer.completeAsync(() -> query.ask(key), Runnable::run));
            caller.setDaemon(true);
            caller.start();
            while (caller.isAlive()
                    && caller.getState() != Thread.State.WAITING
                    && caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            answers.add(answer);
        }
        return answers;
    }
}
