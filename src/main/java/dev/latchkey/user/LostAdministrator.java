package dev.latchkey.user;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.UserEvent.AdministratorReset;
import dev.latchkey.user.UserEvent.PasswordChanged;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/**
 * Resets the password of an administrator when the owner starts the server with {@code --reset-admin LOGIN}. The new
 * password is random, stored in a file named after the user's id until it is changed, and allows nothing but its change.
 */
@Startup
@Singleton
@DependsOn("FirstAdministrator")
public class LostAdministrator {

    private static final Logger LOG = Logger.getLogger(LostAdministrator.class.getName());
    private static final String FILE = "reset-admin-password-";

    @Inject
    UserRepository users;

    @Inject
    FirstPasswords passwords;

    @Inject
    Settings settings;

    @Inject
    Event<DomainEvent> events;

    @PostConstruct
    void resetIfWanted() {
        settings.resetAdmin().ifPresent(this::reset);
    }

    private void reset(String login) {
        var user = users.lock(login)
                .filter(known -> known.isActive() && known.isAdministrator())
                .orElse(null);
        if (user == null) {
            LOG.severe(() -> "The password was not reset: '" + login + "' is not an active administrator");
            return;
        }
        user.givePassword(passwords.inFile(FILE + user.id()));
        users.flush(user);
        events.fire(new AdministratorReset(user.id()));
        var file = passwords.file(FILE + user.id());
        LOG.warning(() -> "The password of the administrator '" + login
                + "' was reset; the new one, to be changed at the next sign-in, is in " + file);
    }

    public void forgetFile(@Observes(during = TransactionPhase.AFTER_SUCCESS) PasswordChanged change) {
        passwords.deleteFile(FILE + change.userId());
    }
}
