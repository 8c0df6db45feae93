package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.Settings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server sends seals to a file and to syslog; a failure of one does not stop the other. */
class SealPostTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String SEAL = "{\"at\":\"x\",\"signature\":\"é\"}";
    private static final String MESSAGE =
            "<109>1 2028-02-29T12:34:56.123Z \\S+ latchkey - SEAL - \\{\"at\":\"x\",\"signature\":\"é\"}";

    @TempDir
    Path folder = Path.of("");

    private static void send(@Nullable Path file, @Nullable String syslog) {
        var post = new SealPost();
        post.clock = Clock.fixed(Instant.parse("2028-02-29T12:34:56.123456Z"), ZoneOffset.UTC);
        post.settings = new Settings() {
            @Override
            public Optional<Path> auditSealsFile() {
                return Optional.ofNullable(file);
            }

            @Override
            public Optional<URI> auditSyslog() {
                return Optional.ofNullable(syslog).map(URI::create);
            }
        };
        post.send(SEAL);
    }

    @Test
    void aFileIsAppendedTo() throws IOException {
        var file = folder.resolve("seals");
        send(file, null);
        send(file, null);

        assertThat(Files.readString(file)).isEqualTo(SEAL + "\n" + SEAL + "\n");
    }

    @Test
    void aSyslogIsToldByUdp() throws IOException {
        try (var syslog = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            syslog.setSoTimeout(10_000);
            send(null, "udp://127.0.0.1:" + syslog.getLocalPort());

            var packet = new DatagramPacket(new byte[1000], 1000);
            syslog.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .matches(MESSAGE);
        }
    }

    @Test
    void aSyslogIsToldByTcpWithTheLengthInFront() throws IOException {
        try (var syslog = new ServerSocket(0, 1, HERE)) {
            send(null, "tcp://127.0.0.1:" + syslog.getLocalPort());

            try (var connection = syslog.accept()) {
                var told = connection.getInputStream().readAllBytes();
                var text = new String(told, StandardCharsets.UTF_8);
                var length = text.substring(0, text.indexOf(' '));
                assertThat(text.substring(length.length() + 1)).matches(MESSAGE);
                assertThat(told).hasSize(length.length() + 1 + Integer.parseInt(length));
            }
        }
    }

    @Test
    void whatCannotBeReachedStopsNothing() throws IOException {
        try (var closed = new ServerSocket(0, 1, HERE)) {
            var port = closed.getLocalPort();
            closed.close();
            send(folder.resolve("no/such/folder"), "tcp://127.0.0.1:" + port);
        }
    }
}
