package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that disconnects while the server answers leaves one line in a detailed log, and no line in the usual one. */
class DisconnectionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String CALL = "POST /api/users/import?dryRun=true HTTP/1.1";

    /** The preview says what is wrong with each of these lines: an answer of many packets. */
    private static final String FILE = "login,name\n"
            + IntStream.range(0, 500).mapToObj("no login %d,User\n"::formatted).collect(Collectors.joining());

    private static final List<String> HEADERS = List.of(
            "Content-Type: text/csv",
            "Content-Length: " + FILE.length(),
            "Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("admin:" + LatchkeyServer.ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8)));

    @Test
    void aClientThatLeavesDuringTheAnswerIsALineOfDetail() throws IOException {
        try (var server = LatchkeyServer.startLogging("dev.latchkey.platform.rest.level=FINE")) {
            assertThat(RawHttp.send(server.port(), CALL, HEADERS, FILE).text()).hasSizeGreaterThan(50_000);
            var before = server.log().length();
            var end = System.nanoTime() + PATIENCE.toNanos();
            do {
                leave(server);
                awaitEnd(server);
                assertThat(System.nanoTime()).isLessThan(end);
            } while (server.log().length() == before);

            assertThat(server.log().substring(before).lines())
                    .allMatch(line -> line.contains(" FINE ") && line.contains("The client disconnected: "));
        }
    }

    /** Waits until the server accepts the file again: it checks one at a time. */
    private static void awaitEnd(LatchkeyServer server) {
        Await.until(
                PATIENCE, () -> RawHttp.send(server.port(), CALL, HEADERS, FILE).status() != 409);
    }

    /** Sends a whole request, and resets the connection once the server has it. */
    private static void leave(LatchkeyServer server) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request = CALL + "\r\nHost: 127.0.0.1\r\n" + String.join("\r\n", HEADERS) + "\r\n\r\n" + FILE;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(server.api().get("api/system/ping").text()).isEqualTo("pong");
            socket.setSoLinger(true, 0);
        }
    }
}
