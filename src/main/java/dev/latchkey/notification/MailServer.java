package dev.latchkey.notification;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.Optional;

/**
 * The mail session {@code mail/latchkey} of the application server, with host, sender, password and timeouts. Without a
 * host there is no mail server, and no mail is sent.
 */
@ApplicationScoped
class MailServer {

    @Resource(lookup = "mail/latchkey")
    Session session;

    @Inject
    Clock clock;

    boolean isConfigured() {
        var host = session.getProperty("mail.host");
        return host != null && !host.isBlank();
    }

    /** A connection, opened on first use. Empty without a mail server. */
    Optional<MailConnection> connection() {
        return isConfigured() ? Optional.of(new MailConnection(session, clock)) : Optional.empty();
    }
}
