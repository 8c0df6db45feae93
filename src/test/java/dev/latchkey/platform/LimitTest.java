package dev.latchkey.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is limited stands in the table of limits, with the default that it has. */
class LimitTest {

    @ParameterizedTest
    @EnumSource
    void everyLimitIsDocumented(Limit limit) throws IOException {
        assertThat(Files.readString(Path.of("docs/limits.md")))
                .contains("| `" + limit.variable() + "` | " + limit.usual() + " |");
        assertThat(Files.readString(Path.of("README.md"))).contains("`" + limit.variable() + "`");
    }
}
