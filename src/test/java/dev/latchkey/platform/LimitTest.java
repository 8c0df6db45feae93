package dev.latchkey.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation names every limit, with its default. */
class LimitTest {

    @ParameterizedTest
    @EnumSource
    void everyLimitIsDocumented(Limit limit) throws IOException {
        assertThat(Files.readString(Path.of("docs/limits.md")))
                .contains("| `" + limit.variable() + "` | " + limit.usual() + " |");
        assertThat(Files.readString(Path.of("docs/configuration.md"))).contains("`" + limit.variable() + "`");
    }
}
