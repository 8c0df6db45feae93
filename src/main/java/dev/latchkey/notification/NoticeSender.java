package dev.latchkey.notification;

import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what is due. A notice that cannot be sent stops no other one; a mail server that does not answer stops the round. What
 * the mail server has accepted is taken down as long as it takes: forgotten, it would be sent again when the lease is over.
 */
@ApplicationScoped
class NoticeSender {

    /** Between two attempts to take down that a mail was sent. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So long before the end of the lease it is let go of: another server may be about to take it. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(NoticeSender.class.getName());

    @Inject
    Outbox outbox;

    @Inject
    MailServer mail;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

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
        } catch (MessagingException e) {
            connection.close();
            fail(gathered, e);
            return true;
        }
        takeDown(gathered);
        return true;
    }

    /** @throws RuntimeException when the database was away until the lease was nearly over */
    private void takeDown(List<Notice> sent) {
        var first = sent.get(0);
        for (int attempt = 1; ; attempt++) {
            try {
                outbox.sent(sent);
                return;
            } catch (RuntimeException e) {
                if (attempt == 1) {
                    LOG.log(Level.WARNING, "Notice " + first.id() + " was sent, which could not be taken down yet", e);
                }
                if (!first.isTakenUntil(clock.instant().plus(MARGIN)) || !paused()) {
                    throw e;
                }
            }
        }
    }

    /** Whether nobody wants this server to end meanwhile. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fail(List<Notice> gathered, MessagingException e) {
        var words = MailFailure.words(e);
        var first = gathered.get(0);
        LOG.warning(() -> "Notice " + first.id() + " could not be sent at attempt " + first.attempts() + ": " + words);
        outbox.failed(gathered, words);
    }
}
