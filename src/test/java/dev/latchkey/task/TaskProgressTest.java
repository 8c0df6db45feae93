package dev.latchkey.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.task.BackgroundTask.State;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The progress of a task as pages show it. */
class TaskProgressTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "7, 7"})
    void hasAMaximumThatAnElementTakes(int total, int max) {
        assertThat(new TaskProgress(1, State.RUNNING, 0, 0, total).max()).isEqualTo(max);
    }

    /** The keys are built at run time, so {@code MessagesTest} cannot tell that one is missing. */
    @ParameterizedTest
    @CsvSource({"policy.shortened., shortened", "inventory.revoked., revoked"})
    void hasWordsForEveryEnd(String prefix, String done) {
        assertThat(words(State.DONE, 1, prefix)).isEqualTo("1 token has been " + done + ".");
        assertThat(words(State.DONE, 2, prefix)).isEqualTo("2 tokens have been " + done + ".");
        assertThat(words(State.CANCELLED, 2, prefix)).startsWith("Cancelled: 2 tokens have been " + done + ".");
        assertThat(words(State.FAILED, 0, prefix)).startsWith("Failed after no token.");
    }

    private static String words(State state, int done, String prefix) {
        return new TaskProgress(1, state, done, 0, 3).words(prefix).in(Locale.ENGLISH);
    }
}
