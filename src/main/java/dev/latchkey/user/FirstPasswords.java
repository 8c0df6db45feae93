package dev.latchkey.user;

import dev.latchkey.platform.config.Settings;
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

/** Makes the passwords that users get from somebody else (docs/decisions/0010). Takes as long as a hash does. */
@ApplicationScoped
class FirstPasswords {

    private static final int RANDOM_BYTES = 18;

    @Inject
    PasswordHashing passwords;

    @Inject
    PasswordRule rule;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Any password; one that breaks the rule is good for nothing but its change. */
    FirstPassword any(NewUser user) {
        var fault = rule.fault(user.login(), user.name(), user.email(), user.password());
        return first(user.password(), fault.isPresent());
    }

    /** @throws InvalidException when the password breaks the rule */
    FirstPassword keepingTheRule(User user, String password) {
        rule.check(user, password);
        return first(password, false);
    }

    /** @throws InvalidException when the password breaks the rule */
    FirstPassword keepingTheRule(NewUser user) {
        rule.check(user.login(), user.name(), user.email(), user.password());
        return first(user.password(), false);
    }

    /**
     * A random one, good for nothing but its change, in a file of the data folder that only the server's owner may read.
     *
     * @param fileName what is there under this name is written over
     */
    FirstPassword inFile(String fileName) {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        write(file(fileName), password);
        return first(password, true);
    }

    /** Where {@link #inFile} writes. */
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
            // born unreadable to others, not made so afterwards
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + System.lineSeparator(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
