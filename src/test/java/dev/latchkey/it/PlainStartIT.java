package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code java -jar} without options of Java. */
class PlainStartIT {

    private static final int TERMINATED = 143;

    @Test
    void theProcessThatWasStartedIsTheSmallServer() throws Exception {
        try (var server = LatchkeyServer.start(Map.of())) {
            server.restartForLong();

            var process = ProcessHandle.of(server.pid()).orElseThrow();
            assertThat(process.info().arguments().orElseThrow()).contains("-XX:+UseSerialGC", "-Xms96m", "-jar");
            assertThat(process.children()).isEmpty();

            process.destroy();
            assertThat(server.exitCode()).isEqualTo(TERMINATED);
        }
    }
}
