package dev.latchkey.notification;

import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.logging.Logger;

/** Sends what is due. A notice that cannot be sent stops no other one; a mail server that does not answer stops the round. */
@ApplicationScoped
class NoticeSender {

    private static final Logger LOG = Logger.getLogger(NoticeSender.class.getName());

    @Inject
    Outbox outbox;

    @Inject
    MailServer mail;

    @Inject
    Settings settings;

    void sendDue() {
        mail.connection().ifPresent(connection -> {
            try (connection) {
                var next = outbox.take();
                while (next.isPresent() && handled(next.get(), connection)) {
                    next = outbox.take();
                }
            }
        });
    }

    /** Whether it makes sense to go on with the next one. */
    private boolean handled(Notice notice, MailConnection connection) {
        var address = notice.recipient().email();
        if (address == null) {
            outbox.skipped(notice);
            return true;
        }
        try {
            connection.open();
        } catch (MessagingException e) {
            fail(notice, e);
            return false;
        }
        try {
            var letter = Letter.of(notice, settings.baseUrl());
            connection.send(letter, address, notice.recipient().name(), notice.messageId());
            outbox.sent(notice);
        } catch (MessagingException e) {
            connection.close();
            fail(notice, e);
        }
        return true;
    }

    private void fail(Notice notice, MessagingException e) {
        var words = MailFailure.words(e);
        LOG.warning(
                () -> "Notice " + notice.id() + " could not be sent at attempt " + notice.attempts() + ": " + words);
        outbox.failed(notice, words);
    }
}
