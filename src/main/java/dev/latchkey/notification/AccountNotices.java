package dev.latchkey.notification;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.user.UserEvent.LoginChanged;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserEvent.UserUpdated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Creates notices about whatever lets a user in, in the transaction of the change, whoever makes it: somebody else may know the
 * password or have the token (OWASP ASVS 5.0.0, 6.3.7).
 */
@ApplicationScoped
class AccountNotices {

    @Inject
    NoticeRepository notices;

    @Inject
    MailServer mail;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    void tell(@Observes PasswordChanged user) {
        add(NoticeKind.PASSWORD_CHANGED, user.userId(), null);
    }

    void tell(@Observes LoginChanged user) {
        add(NoticeKind.LOGIN_CHANGED, user.userId(), null);
    }

    /** Whoever changed the email reads what goes to the new one. */
    void tell(@Observes UserUpdated user) {
        if (user.fields().contains("email") && user.formerEmail() != null) {
            add(NoticeKind.EMAIL_CHANGED, user.userId(), user.formerEmail());
        }
    }

    /** Mail that has failed keeps a former address for another attempt, but no longer than its user has one. */
    void forget(@Observes UserDeactivated user) {
        notices.forgetAddressesOf(user.userId());
    }

    private void add(NoticeKind kind, long userId, @Nullable String address) {
        if (mail.isConfigured()) {
            var by = origin.get();
            notices.add(new Notice(kind, notices.user(userId), address, clock.instant())
                    .by(notices.userOrNobody(by.userId()), notices.tokenName(by.tokenId())));
        }
    }
}
