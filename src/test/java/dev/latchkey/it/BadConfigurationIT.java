package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An invalid setting ends the process with exit code 1 and one line; {@code LauncherTest} covers each setting. */
class BadConfigurationIT {

    @Test
    void aPortInUse() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(socket.getLocalPort());

            assertEndsWith(Map.of("LATCHKEY_HTTP_PORT", port), "LATCHKEY_HTTP_PORT=" + port + ": ");
        }
    }

    @Test
    void aKeyStoreWithAnotherPassword() {
        var environment = new HashMap<>(TestCertificate.environment());
        environment.put("LATCHKEY_HTTPS_KEYSTORE_PASSWORD", Secrets.remember("An0ther-0ne-than-that!"));

        assertEndsWith(environment, "LATCHKEY_HTTPS_KEYSTORE_PASSWORD=***: is not the password of ");
    }

    private static void assertEndsWith(Map<String, String> environment, String beginning) {
        try (var server = LatchkeyServer.launch(environment)) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.log().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Latchkey cannot start: " + beginning);
        }
    }
}
