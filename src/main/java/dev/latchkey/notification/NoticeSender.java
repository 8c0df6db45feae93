package dev.latchkey.notification;

import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.List;
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
                while (!next.isEmpty() && handled(next, connection)) {
                    next = outbox.take();
                }
            }
        });
    }

    /** Whether it makes sense to go on with the next one. */
    private boolean handled(List<Notice> gathered, MailConnection connection) {
        var recipient = gathered.get(0).recipient();
        var address = recipient.email();
        if (address == null) {
            outbox.skipped(gathered);
            return true;
        }
        try {
            connection.open();
        } catch (MessagingException e) {
            fail(gathered, e);
            return false;
        }
        try {
            var letter = Letter.of(gathered, settings.baseUrl());
            connection.send(letter, address, recipient.name(), Notice.messageId(gathered));
            outbox.sent(gathered);
        } catch (MessagingException e) {
            connection.close();
            fail(gathered, e);
        }
        return true;
    }

    private void fail(List<Notice> gathered, MessagingException e) {
        var words = MailFailure.words(e);
        var first = gathered.get(0);
        LOG.warning(() -> "Notice " + first.id() + " could not be sent at attempt " + first.attempts() + ": " + words);
        outbox.failed(gathered, words);
    }
}
