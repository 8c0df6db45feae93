package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a wrong setting the process ends with an exit code of its own and one line that says what to do. */
class BadConfigurationIT {

    @Test
    void aPortInUse() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(socket.getLocalPort());

            assertEndsWith(Map.of("LATCHKEY_HTTP_PORT", port), "LATCHKEY_HTTP_PORT=" + port + ": ");
        }
    }

    @Test
    void aDataFolderThatIsNone(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("file")).toString();

        assertEndsWith(Map.of("LATCHKEY_DATA_DIR", file), "LATCHKEY_DATA_DIR=" + file + ": ");
    }

    @Test
    void aFirstPasswordThatIsEasyToGuess() {
        assertEndsWith(Map.of("LATCHKEY_ADMIN_PASSWORD", "secret"), "LATCHKEY_ADMIN_PASSWORD=***: ");
    }

    @Test
    void aDatabaseThatDoesNotAnswer() {
        var url = "jdbc:postgresql://127.0.0.1:" + LatchkeyServer.freePort() + "/latchkey";

        assertEndsWith(
                Map.of("LATCHKEY_DB_URL", url, "LATCHKEY_DB_USER", "latchkey", "LATCHKEY_DB_PASSWORD", "secret"),
                "LATCHKEY_DB_URL=" + url + ": ");
    }

    private static void assertEndsWith(Map<String, String> environment, String beginning) {
        try (var server = LatchkeyServer.launch(environment)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.log().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Latchkey cannot start: " + beginning)
                    .doesNotContain("secret");
        }
    }
}
