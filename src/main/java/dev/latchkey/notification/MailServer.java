package dev.latchkey.notification;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.Optional;

/**
 * The mail session {@code mail/latchkey} of the application server, which knows host, sender, password and time limits.
 * Where it names no host there is no mail server, and nobody is sent anything.
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

    /** Opened when something is to be sent. Empty when there is no mail server. */
    Optional<MailConnection> connection() {
        return isConfigured() ? Optional.of(new MailConnection(session, clock)) : Optional.empty();
    }
}
