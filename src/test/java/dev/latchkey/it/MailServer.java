package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A real mail server on 127.0.0.1 that requires a password and keeps its mail; tests can stop it. */
final class MailServer implements AutoCloseable {

    private static final long MILLIS_TO_ARRIVE = 60_000;
    private static final Pattern LINK = Pattern.compile("http\\S+#([A-Za-z0-9_-]{43})\\b");
    private static final String USER = "latchkey";
    private static final String PASSWORD = Secrets.remember("S3cret of the ma:il $er=ver");
    private static final String SENDER = "latchkey@example.org";

    private final int port = LatchkeyServer.freePort();
    private final GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** The environment of a server that sends its mail through this one. */
    Map<String, String> environment() {
        return Map.of(
                "LATCHKEY_SMTP_HOST",
                "127.0.0.1",
                "LATCHKEY_SMTP_PORT",
                Integer.toString(port),
                "LATCHKEY_SMTP_TLS",
                "none",
                "LATCHKEY_SMTP_USER",
                USER,
                "LATCHKEY_SMTP_PASSWORD",
                PASSWORD,
                "LATCHKEY_SMTP_FROM",
                SENDER,
                "LATCHKEY_BASE_URL",
                "https://latchkey.example.org");
    }

    /** Restarts it with an empty mailbox. */
    void start() {
        mail.stop();
        resume();
    }

    /** Starts it unless it is running. */
    void resume() {
        if (!mail.isRunning()) {
            mail.start();
            mail.setUser(SENDER, USER, PASSWORD);
        }
    }

    /** Replaces it, while stopped, by a server that rejects mail to this address only. */
    RefusingMailServer replacedBy(String refused) {
        return new RefusingMailServer(port, refused);
    }

    /** Replaces it, while stopped, by a server that keeps mail and says it did not. */
    LyingMailServer replacedByLiar() {
        return new LyingMailServer(port);
    }

    /** The part of this type, such as {@code text/plain}. */
    static String part(MimeMessage mail, String type) throws MessagingException, IOException {
        var parts = (MimeMultipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).isMimeType(type)) {
                return (String) parts.getBodyPart(i).getContent();
            }
        }
        throw new AssertionError("no part of type " + type);
    }

    /** The one-time link that it brings. */
    static String link(MimeMessage mail) throws MessagingException, IOException {
        var found = LINK.matcher(part(mail, "text/plain"));
        assertThat(found.find()).isTrue();
        Secrets.remember(found.group(1));
        return found.group();
    }

    void stop() {
        mail.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** Waits for this many mails to the address; ignores others, which may be late mails of another test. */
    List<MimeMessage> arrived(int count, String address) throws MessagingException {
        var deadline = System.nanoTime() + MILLIS_TO_ARRIVE * 1_000_000;
        var found = to(address);
        while (found.size() < count && System.nanoTime() < deadline) {
            mail.waitForIncomingEmail(1000, mail.getReceivedMessages().length + 1);
            found = to(address);
        }
        assertThat(found).hasSize(count);
        return found;
    }

    private List<MimeMessage> to(String address) throws MessagingException {
        var found = new ArrayList<MimeMessage>();
        for (var message : mail.getReceivedMessages()) {
            if (message.getRecipients(RecipientType.TO)[0].toString().contains(address)) {
                found.add(message);
            }
        }
        return found;
    }
}
