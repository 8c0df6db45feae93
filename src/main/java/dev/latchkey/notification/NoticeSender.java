package dev.latchkey.notification;

import dev.latchkey.platform.Settings;
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
 * Sends due notices. A failed notice does not block others; an unreachable mail server ends the round. Remembers
 * accepted mail until it is recorded, before sending more: otherwise it would be sent again after the lease.
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
     * Must run in one thread at a time.
     *
     * @throws RuntimeException if the database is down; the next call resumes
     */
    void sendDue() {
        takeDown();
        mail.connection().ifPresent(connection -> {
            try (connection) {
                var next = outbox.take();
                while (next.isPresent() && handled(next.get(), connection)) {
                    next = outbox.take();
                }
            }
        });
    }

    private void takeDown() {
        for (var sent = accepted.peek(); sent != null; sent = accepted.peek()) {
            // After the lease, the notice belongs to another server.
            if (sent.get(0).dispatch().isTakenUntil(clock.instant())) {
                outbox.sent(sent);
            }
            accepted.remove();
        }
    }

    /** Returns whether to continue with the next one. */
    private boolean handled(Gathered gathered, MailConnection connection) {
        var notices = gathered.notices();
        var recipient = gathered.first().recipient();
        var address = gathered.first().address();
        if (address == null) {
            outbox.skipped(notices);
            return true;
        }
        try {
            connection.open();
        } catch (MessagingException e) {
            fail(notices, e);
            return false;
        }
        try {
            var letter = NoticeMail.of(gathered, settings.baseUrl());
            connection.send(letter, address, recipient.name(), gathered.messageId());
        } catch (MessagingException e) {
            connection.close();
            fail(notices, e);
            return true;
        }
        accepted.add(notices);
        takeDown();
        return true;
    }

    private void fail(List<Notice> notices, MessagingException e) {
        var words = MailFailure.words(e);
        var first = notices.get(0);
        if (MailFailure.isForGood(e)) {
            outbox.givenUp(notices, words);
        } else {
            outbox.failed(notices, words);
        }
        LOG.warning(() -> "Notice " + first.id() + " could not be sent at attempt "
                + first.dispatch().attempts() + ": " + Dispatch.errorIn(words, Locale.ENGLISH));
    }
}
