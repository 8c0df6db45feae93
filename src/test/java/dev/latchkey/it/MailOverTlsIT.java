package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail goes over TLS to a server that proves who it is, or not at all. */
class MailOverTlsIT {

    private static final String KEYSTORE = "greenmail.tls.keystore.file";
    private static final String STORE_PASSWORD = "changeit";

    /** As the README has it for a certificate authority of one's own. */
    @Test
    void believesACertificateInTheTrustStoreAndNoOther(@TempDir Path folder) throws Exception {
        var port = LatchkeyServer.freePort();
        var keys = keytool(
                folder.resolve("mail.p12"),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=mail.example.org",
                "-ext",
                "san=ip:127.0.0.1");
        var certificate = folder.resolve("mail.crt");
        keytool(folder.resolve("mail.p12"), "-exportcert", "-file", certificate.toString());
        var trust = keytool(folder.resolve("trust.p12"), "-importcert", "-noprompt", "-file", certificate.toString());
        var environment = Map.of(
                "LATCHKEY_SMTP_HOST",
                "127.0.0.1",
                "LATCHKEY_SMTP_PORT",
                Integer.toString(port),
                "LATCHKEY_SMTP_TLS",
                "implicit",
                "LATCHKEY_SMTP_FROM",
                "latchkey@example.org",
                "JDK_JAVA_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD);
        try (var server = LatchkeyServer.start(environment)) {
            System.setProperty(KEYSTORE, keys.toString());
            var trusted = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
            trusted.start();
            var believed = test(server);
            var received = trusted.getReceivedMessages();
            trusted.stop();

            var strangersKeys = keytool(
                    folder.resolve("stranger.p12"),
                    "-genkeypair",
                    "-keyalg",
                    "RSA",
                    "-dname",
                    "CN=mail.example.org",
                    "-ext",
                    "san=ip:127.0.0.1");
            String refused;
            try (var stranger = listener(strangersKeys, port)) {
                shakeHands(stranger);
                refused = test(server);
            }

            assertThat(believed).contains("\"accepted\":true");
            assertThat(received).hasSize(1);
            assertThat(refused).contains("\"accepted\":false", "PKIX path");
        } finally {
            System.clearProperty(KEYSTORE);
        }
    }

    private static String test(LatchkeyServer server) {
        return server.admin()
                .post("api/notices/send_test", "address", "ann@example.org")
                .text();
    }

    private static SSLServerSocket listener(Path keys, int port) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keys.toFile(), STORE_PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, STORE_PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    }

    /** With one client, in the background; what that thinks of it, it says itself. */
    private static void shakeHands(SSLServerSocket listener) {
        var thread = new Thread(() -> {
            try (var client = (SSLSocket) listener.accept()) {
                client.startHandshake();
            } catch (IOException e) {
                // refused, as it should be
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** The store on which it has worked. */
    private static Path keytool(Path store, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", STORE_PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return store;
    }
}
