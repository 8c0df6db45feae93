package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The microbundle terminates TLS itself. {@code mvn verify -Dtls=server} runs the tests of every server over it. */
class TlsIT {

    private static final int MILLIS_TO_ANSWER = 30_000;
    private static final int HANDSHAKE = 0x16;

    private static LatchkeyServer server;
    private static Socket slow;

    @BeforeAll
    static void start() throws IOException {
        var environment = new HashMap<>(TestCertificate.environment());
        environment.put("LATCHKEY_BASE_URL", "https://latchkey.example.org/");
        server = LatchkeyServer.start(environment);
        slow = connect();
        send(slow, "POST /api/authentication/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nlogin=a");
    }

    @AfterAll
    static void stop() throws IOException {
        slow.close();
        server.close();
    }

    @Test
    void cookiesAreForTlsAlone() {
        var page = server.api().get("authentication/sign-in");

        assertThat(server.baseUri()).hasScheme("https");
        assertThat(server.log()).contains("Latchkey is ready: https://localhost:" + server.port() + "/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("; Secure"));
        assertThat(server.sessionCookie()).startsWith("__Host-LATCHKEY_SESSION=");
    }

    @Test
    void noProxyIsMissed() {
        assertThat(server.api().get("authentication/sign-in").status()).isEqualTo(200);

        assertThat(server.log()).doesNotContain("LATCHKEY_TRUSTED_PROXIES");
    }

    @Test
    void browsersComeBackOverTls() {
        assertThat(server.api().get("authentication/sign-in").headers().firstValue("Strict-Transport-Security"))
                .isPresent();
        assertThat(server.api().get("user").headers().firstValue("Strict-Transport-Security"))
                .as("the container's own redirect, past the application")
                .isPresent();
    }

    @Test
    void aProgramCallsWithItsToken() {
        var entries = server.admin().get("api/audit_log/search", "action", "TOKEN_GENERATED", "ps", "1");

        assertThat(entries.json().getJsonArray("entries").getJsonObject(0).getString("address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void httpIsNotAnswered() throws IOException {
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.setSoTimeout(MILLIS_TO_ANSWER);
            send(plain, "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

            assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS 1.2 with AES-GCM and forward secrecy, 0303, c02b, true",
        "TLS 1.2 with CBC, 0303, c023, false",
        "TLS 1.1, 0302, c009, false",
        "TLS 1.0, 0301, c009, false",
    })
    void whatIsOldIsRefused(String offered, String version, String suite, boolean taken) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.setSoTimeout(MILLIS_TO_ANSWER);
            client.getOutputStream().write(clientHello(version, suite));

            assertThat(client.getInputStream().read() == HANDSHAKE).as(offered).isEqualTo(taken);
        }
    }

    /** RFC 5246, 7.4.1.2, with P-256 and ECDSA. */
    private static byte[] clientHello(String version, String suite) {
        var extensions = "000a000400020017" + "000b00020100" + "000d000400020403";
        var body = version
                + "00".repeat(32)
                + "00"
                + "0002" + suite
                + "0100"
                + "%04x".formatted(extensions.length() / 2)
                + extensions;
        var message = "01" + "%06x".formatted(body.length() / 2) + body;
        return HexFormat.of().parseHex("160301" + "%04x".formatted(message.length() / 2) + message);
    }

    @Test
    void aSlowClientIsToldSo() throws IOException {
        assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 408 ");
    }

    private static SSLSocket connect() throws IOException {
        var socket = (SSLSocket) TestCertificate.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(MILLIS_TO_ANSWER);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
