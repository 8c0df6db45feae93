package dev.latchkey.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A reader can tell that a streamed file is incomplete. */
class StreamedFileTest {

    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    @Test
    void isWrittenToItsEnd() throws IOException {
        new StreamedFile(out -> out.write("[ä]")).write(answer);

        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("[ä]");
    }

    @Test
    void saysThatItIsIncompleteWhenItFailsHalfWay() {
        var file = new StreamedFile(out -> {
            out.write("\"line\"\r\n".repeat(10_000));
            throw new IllegalStateException("the database is away");
        });

        assertThatIllegalStateException().isThrownBy(() -> file.write(answer));
        assertThat(answer.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10_002)
                .endsWith("", "EXPORT INCOMPLETE");
    }

    @Test
    void leavesTheAnswerToTheErrorWhenNothingWasSentYet() {
        var file = new StreamedFile(out -> {
            out.write("[");
            throw new IllegalStateException("the database is away");
        });

        assertThatIllegalStateException().isThrownBy(() -> file.write(answer));
        assertThat(answer.size()).isZero();
    }
}
