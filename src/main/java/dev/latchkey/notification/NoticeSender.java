package dev.latchkey.notification;

import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.logging.Logger;

/**
 * Sends what is due. A notice that cannot be sent stops no other one; a mail server that does not answer stops the round. What
 * the mail server has accepted is remembered until that is taken down, before anything else is sent: forgotten, it would be
 * sent again when the lease is over.
 */
@ApplicationScoped
class NoticeSender {

    private static final Logger LOG = Logger.getLogger(NoticeSender.class.getName());

    private final Queue<List<Notice>> accepted = new ArrayDeque<>();

    @Inject
    Outbox outbox;

    @Inject
    MailServer mail;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Called by one thread at a time.
     *
     * @throws RuntimeException when the database is away; the next call goes on from there
     */
    void sendDue() {
        takeDown();
        mail.connection().ifPresent(connection -> {
            try (connection) {
                var next = outbox.take();
                while (!next.isEmpty() && handled(next, connection)) {
                    next = outbox.take();
                }
            }
        });
    }

    private void takeDown() {
        for (var sent = accepted.peek(); sent != null; sent = accepted.peek()) {
            // After the lease it is somebody else's, whatever is said of it.
            if (sent.get(0).isTakenUntil(clock.instant())) {
                outbox.sent(sent);
            }
            accepted.remove();
        }
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
        } catch (MessagingException e) {
            connection.close();
            fail(gathered, e);
            return true;
        }
        accepted.add(gathered);
        takeDown();
        return true;
    }

    private void fail(List<Notice> gathered, MessagingException e) {
        var words = MailFailure.words(e);
        var first = gathered.get(0);
        if (MailFailure.isForGood(e)) {
            outbox.givenUp(gathered, words);
        } else {
            outbox.failed(gathered, words);
        }
        LOG.warning(() -> "Notice " + first.id() + " could not be sent at attempt " + first.attempts() + ": "
                + Notice.errorIn(words, Locale.ENGLISH));
    }
}
