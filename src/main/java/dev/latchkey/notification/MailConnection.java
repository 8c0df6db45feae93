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

/** A conversation with the mail server, in which many letters may be sent; opened when the first one is. */
final class MailConnection implements AutoCloseable {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Session session;
    private final Clock clock;
    private @Nullable Transport transport;

    MailConnection(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Opens it unless it is open. What fails here fails for every letter. */
    void open() throws MessagingException {
        if (transport == null) {
            transport = session.getTransport();
        }
        if (!transport.isConnected()) {
            transport.connect();
        }
    }

    /**
     * Returns when the mail server has accepted the letter.
     *
     * @param id of the message, the same at every attempt
     * @throws UndeliverableException when no mail server could deliver to the address
     */
    void send(Letter letter, String address, String name, UUID id) throws MessagingException {
        var to = Mailbox.of(address, name);
        open();
        var message = message(letter, to, id);
        message.setSentDate(Date.from(clock.instant()));
        message.saveChanges();
        if (transport != null) {
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage message(Letter letter, InternetAddress to, UUID id) throws MessagingException {
        var from = session.getProperty("mail.from");
        var message = new IdentifiedMessage(session, "<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">");
        message.setFrom(sender(from));
        message.setRecipient(RecipientType.TO, to);
        message.setSubject(letter.subject(), UTF_8);
        // No machine answers it (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.locale().toLanguageTag());
        // The last part is the one that a reader prefers (RFC 2046, 5.1.4).
        message.setContent(new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
        return message;
    }

    private static InternetAddress sender(String from) throws MessagingException {
        try {
            return Mailbox.of(from, "Latchkey");
        } catch (UndeliverableException e) {
            // no fault of the recipient's: mail waits until that is mended
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
            // What the server has accepted is accepted, whether it says goodbye or not.
        } finally {
            transport = null;
        }
    }

    /** Keeps the id that it is given. */
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
