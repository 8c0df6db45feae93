package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Conversations with mail servers that run in the test. */
class MailConnectionTest {

    private static final NoticeMail LETTER =
            new NoticeMail(Locale.ENGLISH, "Subject", List.of("Text"), List.of(), Optional.empty(), List.of());

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    /** StartTLS is required by default. */
    @Test
    void sendsNothingToAServerWithoutStartTls() {
        try (var connection = connection(true)) {
            assertThatThrownBy(() -> connection.send(LETTER, "ann@example.org", "Ann", UUID.randomUUID()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("STARTTLS is required");
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void sendsInTheClearWhereThatIsWanted() throws MessagingException {
        try (var connection = connection(false)) {
            connection.send(LETTER, "ann@example.org", "Ann", UUID.randomUUID());
        }
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ann@m\u00FCller.example, ann@xn--mller-kva.example",
        "ann@Mu\u0308ller.example, ann@xn--mller-kva.example",
        "ann@\u4F8B\u3048.\u30C6\u30B9\u30C8, ann@xn--r8jz45g.xn--zckzah",
        "O'Hara+ci@example.org, O'Hara+ci@example.org"
    })
    void writesInternationalDomainsInAscii(String address, String recipient) throws MessagingException {
        try (var connection = connection(false)) {
            connection.send(LETTER, address, "\u00C4nn", UUID.randomUUID());
        }
        assertThat(mail.getReceivedMessages()[0].getRecipients(RecipientType.TO))
                .extracting(to -> ((InternetAddress) to).getAddress())
                .containsExactly(recipient);
    }

    @ParameterizedTest
    @CsvSource({
        "\u00E4nn@example.org, local",
        "ann@stra\u00DFe.example, domain",
        "ann@a..example, address",
        "a..nn@example.org, address",
        "ann, address",
        "<ann@example.org, address"
    })
    void knowsWhatNoServerCanDeliver(String address, String reason) {
        try (var connection = connection(false)) {
            assertThatThrownBy(() -> connection.send(LETTER, address, "Ann", UUID.randomUUID()))
                    .isInstanceOfSatisfying(UndeliverableException.class, failure -> {
                        assertThat(failure.key()).isEqualTo("notice.undeliverable." + reason);
                        assertThat(MailFailure.isForGood(failure)).isTrue();
                    });
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RECIPIENT, 550, true",
        "RECIPIENT, 556, true",
        "RECIPIENT, 450, false",
        "RECIPIENT, 552, false",
        "DATA, 554, true",
        "DATA, 451, false",
        "DATA, 530, false",
        "SENDER, 550, false"
    })
    void knowsWhatIsRefusedForGood(Stage stage, int code, boolean forGood) {
        var server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Refusing(stage, code))
                .build();
        server.start();
        try (var connection = connection(server.getPortAllocated(), false, false)) {
            assertThatThrownBy(() -> connection.send(LETTER, "ann@example.org", "Ann", UUID.randomUUID()))
                    .isInstanceOfSatisfying(MessagingException.class, failure -> {
                        assertThat(MailFailure.isForGood(failure)).isEqualTo(forGood);
                        assertThat(MailFailure.words(failure)).contains(code + " not here");
                    });
        } finally {
            server.stop();
        }
    }

    private enum Stage {
        SENDER,
        RECIPIENT,
        DATA
    }

    /** A mail server that refuses at this stage. */
    private record Refusing(Stage stage, int code) implements MessageHandler {

        @Override
        public void from(String from) throws RejectException {
            refuseAt(Stage.SENDER);
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            refuseAt(Stage.RECIPIENT);
        }

        @Override
        public String data(InputStream data) throws RejectException {
            refuseAt(Stage.DATA);
            return "taken";
        }

        private void refuseAt(Stage here) throws RejectException {
            if (here == stage) {
                throw new RejectException(code, "not here");
            }
        }

        @Override
        public void done() {}
    }

    @Test
    void sendsNothingToAServerForWhichNobodyVouches() {
        var stranger = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        stranger.start();
        try (var connection = connection(stranger.getSmtps().getPort(), false, true)) {
            assertThatThrownBy(() -> connection.send(LETTER, "ann@example.org", "Ann", UUID.randomUUID()))
                    .isInstanceOfSatisfying(MessagingException.class, failure -> assertThat(MailFailure.words(failure))
                            .contains("PKIX path"));
            assertThat(stranger.getReceivedMessages()).isEmpty();
        } finally {
            stranger.stop();
        }
    }

    @Test
    void sendsOverTlsToTheServerThatTheCertificateNames(@TempDir Path folder) throws Exception {
        assertThat(receivedOverTls(folder, "localhost")).containsExactly("ann@example.org");
    }

    @Test
    void sendsNothingToAServerThatTheCertificateDoesNotName(@TempDir Path folder) {
        assertThatThrownBy(() -> receivedOverTls(folder, "127.0.0.1"))
                .isInstanceOfSatisfying(MessagingException.class, failure -> assertThat(MailFailure.words(failure))
                        .contains("No subject alternative names"));
    }

    /** Sends to a server that requires STARTTLS, with a certificate for localhost; returns the accepted recipients. */
    private static List<String> receivedOverTls(Path folder, String host) throws Exception {
        var certificate = certificate(folder, "localhost");
        var received = new ArrayList<String>();
        var server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .startTlsSocketFactory(certificate)
                .requireTLS()
                .messageHandler((context, from, to, data) -> received.add(to))
                .build();
        server.start();
        var properties = properties(server.getPortAllocated(), true, false);
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.ssl.socketFactory", certificate.getSocketFactory());
        try (var connection = new MailConnection(Session.getInstance(properties), Clock.systemUTC())) {
            connection.send(LETTER, "ann@example.org", "Ann", UUID.randomUUID());
        } finally {
            server.stop();
        }
        return received;
    }

    /** A TLS context with a self-signed certificate that trusts only itself. */
    private static SSLContext certificate(Path folder, String host) throws Exception {
        var file = folder.resolve("server.p12");
        var password = "changeit";
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password))
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        var store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private MailConnection connection(boolean startTls) {
        return connection(mail.getSmtp().getPort(), startTls, false);
    }

    private static MailConnection connection(int port, boolean startTls, boolean implicitTls) {
        return new MailConnection(Session.getInstance(properties(port, startTls, implicitTls)), Clock.systemUTC());
    }

    private static Properties properties(int port, boolean startTls, boolean implicitTls) {
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(implicitTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.from", "latchkey@example.org");
        return properties;
    }
}
