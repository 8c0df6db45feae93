package dev.latchkey.user;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Creates first passwords (docs/decisions/0010). Takes the time of a hash. */
@ApplicationScoped
class FirstPasswords {

    private static final Logger LOG = Logger.getLogger(FirstPasswords.class.getName());
    private static final int RANDOM_BYTES = 18;

    @Inject
    PasswordHashing passwords;

    @Inject
    PasswordRule rule;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Accepts any password; one that breaks the rule allows nothing but its change. */
    FirstPassword any(NewUser user, String password) {
        var fault = rule.fault(user.login(), user.name(), user.email(), password);
        return first(password, fault.isPresent());
    }

    /** @throws InvalidException if the password breaks the rule */
    FirstPassword keepingTheRule(User user, String password) {
        rule.check(user, password);
        return first(password, false);
    }

    /** @throws InvalidException if the password breaks the rule */
    FirstPassword keepingTheRule(NewUser user, String password) {
        rule.check(user.login(), user.name(), user.email(), password);
        return first(password, false);
    }

    /**
     * A random password that allows nothing but its change, in a file of the data folder that only the server's owner
     * can read.
     *
     * @param fileName of the file, which is overwritten
     */
    FirstPassword inFile(String fileName) {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(file(fileName), password);
        return first(password, true);
    }

    /** Deletes the file of {@link #inFile} once its password has been changed, as it may be in use elsewhere. */
    void deleteFile(String fileName) {
        var file = file(fileName);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Delete " + file + " by hand: its password has been changed.");
        }
    }

    /** The file of {@link #inFile}. */
    Path file(String fileName) {
        return settings.dataDirectory().resolve(fileName).toAbsolutePath().normalize();
    }

    private FirstPassword first(String password, boolean onlyForItsChange) {
        var until = clock.instant().plus(PasswordRule.FIRST_PASSWORD);
        return new FirstPassword(passwords.hash(password), until, onlyForItsChange);
    }

    private static void write(Path file, String password) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            // created with restricted permissions, not restricted afterwards
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + System.lineSeparator(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
