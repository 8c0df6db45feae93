package dev.latchkey.user;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserCreated;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Creates the administrator of an empty database. There is no default password: it is either configured and checked by
 * the rule, or random and stored in a file that only the server's owner can read. Both must be replaced, like any first
 * password.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
public class FirstAdministrator {

    static final String LOGIN = "admin";

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());
    private static final String NAME = "Administrator";
    private static final String FILE = "initial-admin-password";

    @Inject
    UserRepository users;

    @Inject
    FirstPasswords passwords;

    @Inject
    Settings settings;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    @PostConstruct
    void createIfNobodyExists() {
        // another server may be starting at the same time: the lock decides which one creates it
        users.lockAdministrators();
        if (!users.isEmpty()) {
            return;
        }
        var configured = settings.adminPassword();
        var details = new NewUser(LOGIN, NAME, "", null);
        var user = new User(details, users.group(Group.USERS), clock.instant());
        user.givePassword(password(details, configured));
        user.join(users.group(Group.ADMINISTRATORS));
        users.add(user);
        events.fire(new UserCreated(user.id()));
        // computed outside the supplier, which does not run if the log level is WARNING
        var where = configured.isPresent() ? "the one from LATCHKEY_ADMIN_PASSWORD" : "in " + passwords.file(FILE);
        LOG.info(
                () -> "The first administrator is 'admin'; the password, to be changed at the first sign-in and within "
                        + PasswordRule.FIRST_PASSWORD.toDays() + " days, is " + where);
    }

    private FirstPassword password(NewUser details, Optional<String> configured) {
        return configured
                .map(password -> passwords.keepingTheRule(details, password))
                .orElseGet(() -> passwords.inFile(FILE));
    }

    public void forgetFile(@Observes(during = TransactionPhase.AFTER_SUCCESS) PasswordChanged change) {
        if (change.login().equals(LOGIN)) {
            passwords.deleteFile(FILE);
        }
    }
}
