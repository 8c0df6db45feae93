package dev.latchkey.notification;

import dev.latchkey.platform.LinkMail;
import dev.latchkey.platform.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The mail session {@code mail/latchkey} of the application server, with host, sender, password and timeouts. Without a
 * host there is no mail server, and no mail is sent.
 */
@ApplicationScoped
class MailServer implements LinkMail {

    @Resource(lookup = "mail/latchkey")
    Session session;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    boolean isConfigured() {
        // WildFly sets the host of the protocol alone
        return Stream.of("mail.host", "mail.smtp.host")
                .map(session::getProperty)
                .anyMatch(host -> host != null && !host.isBlank());
    }

    @Override
    public boolean isPossible() {
        return isConfigured() && settings.baseUrl().isPresent();
    }

    /** A connection, opened on first use. Empty without a mail server. */
    Optional<MailConnection> connection() {
        return isConfigured() ? Optional.of(new MailConnection(session, clock)) : Optional.empty();
    }
}
