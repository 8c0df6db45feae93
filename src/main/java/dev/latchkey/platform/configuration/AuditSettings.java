package dev.latchkey.platform.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Checks the key of the audit log and the targets of its seals. */
final class AuditSettings {

    static final String KEY_FILE = "LATCHKEY_AUDIT_KEY_FILE";
    static final String SEALS_FILE = "LATCHKEY_AUDIT_SEALS_FILE";
    static final String SYSLOG = "LATCHKEY_AUDIT_SYSLOG";

    private AuditSettings() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        settings.check(
                KEY_FILE,
                AuditSettings::isReadable,
                "is not a readable file; create one with: openssl genpkey -algorithm ed25519 -out FILE &&"
                        + " openssl pkey -in FILE -pubout >> FILE");
        settings.check(SEALS_FILE, AuditSettings::isAppendable, "is not a writable file; correct its permissions");
        settings.check(
                SYSLOG,
                AuditSettings::isSyslog,
                "is not a syslog URL; write udp://log.example.org:514 or tcp://log.example.org:601");
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isAppendable(String file) {
        try {
            Files.newByteChannel(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            return true;
        } catch (InvalidPathException | IOException e) {
            return false;
        }
    }

    private static boolean isSyslog(String value) {
        try {
            var server = URI.create(value);
            return List.of("udp", "tcp").contains(String.valueOf(server.getScheme()))
                    && server.getHost() != null
                    && server.getPort() > 0
                    && server.getPort() <= 65535;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
