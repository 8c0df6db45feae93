package dev.latchkey.notification;

import dev.latchkey.notification.NoticeEvent.TestMailSent;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.Text;
import dev.latchkey.user.EmailAddress;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.security.enterprise.SecurityContext;
import java.util.UUID;

/** Sends a test mail at once. Runs without a transaction, because the mail server may be slow. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestMail {

    @Inject
    MailServer mail;

    @Inject
    UserDirectory users;

    @Inject
    SecurityContext caller;

    @Inject
    Settings settings;

    @Inject
    Event<DomainEvent> events;

    /**
     * The result.
     *
     * @param accepted whether the mail server has accepted the mail; only the mailbox shows whether it arrives
     */
    public record Outcome(boolean accepted, Message words) {}

    /**
     * Sends a test mail; returns with the answer of the mail server or after a timeout.
     *
     * @param to an email address of at most 100 characters; blank for the caller's own
     * @throws InvalidException if the address is invalid, the caller has none, or no mail server is configured
     */
    public Outcome send(String to) {
        var connection = mail.connection().orElseThrow(() -> new InvalidException(null, "notice.mail.missing"));
        var sender = users.get(caller.getCallerPrincipal().getName());
        var own = sender.email() == null ? "" : sender.email();
        var typed = Text.clean(to);
        var address = typed.isEmpty() ? own : typed;
        if (address.isEmpty()) {
            throw new InvalidException("address", "notice.test.none");
        }
        if (address.length() > EmailAddress.LONGEST || !address.matches(EmailAddress.FORM)) {
            throw new InvalidException("address", "notice.test.address");
        }
        var outcome = send(connection, NoticeMail.test(sender, settings.baseUrl()), address);
        events.fire(new TestMailSent(outcome.accepted()));
        return outcome;
    }

    private static Outcome send(MailConnection connection, NoticeMail letter, String address) {
        try (connection) {
            connection.send(letter, address, address, UUID.randomUUID());
            return new Outcome(true, Message.of("notice.test.accepted", address));
        } catch (UndeliverableException e) {
            throw new InvalidException("address", e.key());
        } catch (MessagingException e) {
            return new Outcome(false, Message.of("notice.test.refused", MailFailure.words(e)));
        }
    }
}
