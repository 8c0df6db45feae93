package dev.latchkey.user;

import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.logging.Logger;

/**
 * Creates the administrator of an empty database. There is no default password: it is the configured one, or a random
 * one in a file that only the server's owner may read and that must be changed at the first sign-in.
 */
@Startup
@Singleton
@DependsOn("SchemaMigration")
public class FirstAdministrator {

    static final String LOGIN = "admin";

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class.getName());

    @Inject
    UserRepository users;

    @Inject
    PasswordHashing passwords;

    @Inject
    Settings settings;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    @PostConstruct
    void createIfNobodyExists() {
        // another server may be starting at the same moment: it is done first, or finds that this one was
        users.lockAdministrators();
        if (!users.isEmpty()) {
            return;
        }
        var configured = settings.adminPassword();
        var password = configured.orElseGet(FirstAdministrator::random);
        var user = new User(
                new NewUser(LOGIN, "Administrator", "", password),
                passwords.hash(password),
                users.group(Group.USERS),
                clock.instant());
        user.join(users.group(Group.ADMINISTRATORS));
        if (configured.isEmpty()) {
            user.requirePasswordChange();
        }
        users.add(user);
        events.fire(new UserCreated(user.id(), user.login(), LOGIN));
        if (configured.isPresent()) {
            LOG.info("The first administrator is 'admin', with the password from LATCHKEY_ADMIN_PASSWORD.");
        } else {
            // not where the text is made: there is none when the log is to have warnings only
            var file = write(password).toAbsolutePath().normalize();
            LOG.info(
                    () -> "The first administrator is 'admin'; the password, to be changed at the first sign-in, is in "
                            + file);
        }
    }

    private Path write(String password) {
        var file = settings.dataDirectory().resolve("initial-admin-password");
        try {
            Files.createDirectories(settings.dataDirectory());
            Files.deleteIfExists(file);
            // born unreadable to others, not made so afterwards
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + System.lineSeparator(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        return file;
    }

    private static String random() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
