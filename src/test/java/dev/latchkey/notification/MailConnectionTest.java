package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation with a real mail server. */
class MailConnectionTest {

    private static final Letter LETTER =
            new Letter(Locale.ENGLISH, "Subject", List.of("Text"), List.of(), List.of(), Optional.empty());

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    /** As the mail session is set up unless somebody says otherwise. */
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

    private MailConnection connection(boolean startTls) {
        return connection(mail.getSmtp().getPort(), startTls, false);
    }

    private static MailConnection connection(int port, boolean startTls, boolean implicitTls) {
        var properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(implicitTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.from", "latchkey@example.org");
        return new MailConnection(Session.getInstance(properties), Clock.systemUTC());
    }
}
