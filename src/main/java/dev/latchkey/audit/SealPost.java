package dev.latchkey.audit;

import dev.latchkey.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends seals to the configured targets: a file that is appended to, a syslog server (RFC 5424), or both. Logs a
 * warning about failures; the next seal covers all entries again.
 */
@ApplicationScoped
class SealPost {

    private static final Logger LOG = Logger.getLogger(SealPost.class.getName());
    private static final int TIMEOUT_MILLISECONDS = 5_000;

    /** Facility 13, log audit, and severity 5, notice. */
    private static final int PRIORITY = 13 * 8 + 5;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void send(String line) {
        settings.auditSealsFile().ifPresent(file -> tried("LATCHKEY_AUDIT_SEALS_FILE", () -> append(file, line)));
        settings.auditSyslog().ifPresent(server -> tried("LATCHKEY_AUDIT_SYSLOG", () -> tell(server, line)));
    }

    /** A target. */
    @FunctionalInterface
    private interface Way {
        void take() throws IOException;
    }

    private static void tried(String setting, Way way) {
        try {
            way.take();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A seal of the audit log could not be sent by {0}: {1}", new Object[] {setting, e});
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void tell(URI server, String line) throws IOException {
        var message = message(line).getBytes(StandardCharsets.UTF_8);
        var address = new InetSocketAddress(server.getHost(), server.getPort());
        if (server.getScheme().equals("udp")) {
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(message, message.length, address));
            }
        } else {
            try (var socket = new Socket()) {
                socket.connect(address, TIMEOUT_MILLISECONDS);
                socket.setSoTimeout(TIMEOUT_MILLISECONDS);
                var out = socket.getOutputStream();
                // octet counting (RFC 6587, 3.4.1)
                out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(message);
                out.flush();
            }
        }
    }

    private String message(String line) throws IOException {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var host = InetAddress.getLocalHost().getHostName();
        return "<" + PRIORITY + ">1 " + at + " " + host + " latchkey - SEAL - " + line;
    }
}
