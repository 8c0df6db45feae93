package dev.latchkey.notification;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection to the mail server for any number of mails, opened with the first one. */
final class MailConnection implements AutoCloseable {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final Clock clock;
    private @Nullable Transport transport;

    MailConnection(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Opens the connection if necessary. A failure affects all mails. */
    void open() throws MessagingException {
        if (transport == null) {
            transport = session.getTransport();
        }
        if (!transport.isConnected()) {
            transport.connect();
        }
    }

    /**
     * Sends the mail; returns once the server has accepted it.
     *
     * @param id of the message
     * @throws UndeliverableException if no mail server can deliver to the address
     */
    void send(NoticeMail letter, String address, String name, UUID id) throws MessagingException {
        var to = Mailbox.of(address, name);
        open();
        var message = message(letter, to, id);
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        if (transport != null) {
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage message(NoticeMail letter, InternetAddress to, UUID id) throws MessagingException {
        var from = session.getProperty("mail.from");
        var message = new IdentifiedMessage(session, "<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">");
        message.setFrom(sender(from));
        message.setRecipient(RecipientType.TO, to);
        message.setSubject(letter.subject(), UTF_8);
        // Suppresses automatic replies (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.locale().toLanguageTag());
        // The last part is preferred (RFC 2046, 5.1.4).
        message.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        return message;
    }

    private static InternetAddress sender(String from) throws MessagingException {
        try {
            return Mailbox.of(from, "Latchkey");
        } catch (UndeliverableException e) {
            // not the recipient's fault: mail waits until the configuration is corrected
            throw new MessagingException("No mail can come from " + from);
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    @Override
    public void close() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException e) {
            // Mail is accepted even if closing the connection fails.
        } finally {
            transport = null;
        }
    }

    /** A message with a fixed id. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String id;

        IdentifiedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
