package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.platform.configuration.SettingLookup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Reads a setting from a system property ({@code latchkey.db.url}) or an environment variable
 * ({@code LATCHKEY_DB_URL}), in the order of MicroProfile Config, which the WAR and the connection pool use. An empty
 * setting is absent.
 */
record SettingSource(Properties properties, Map<String, String> environment) implements SettingLookup {

    /** Suffix of the variable that names a file with the secret. */
    private static final String FILE = "_FILE";

    @Override
    public Optional<String> get(String variable) {
        return Optional.ofNullable(properties.getProperty(SettingLookup.property(variable)))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isEmpty());
    }

    /**
     * A secret, or the first line of the file that the variable with the suffix {@code _FILE} names: process lists and
     * container inspection do not show it.
     */
    Optional<String> secret(String variable) throws BadConfiguration {
        var value = get(variable);
        var file = get(variable + FILE);
        if (file.isEmpty()) {
            return value;
        }
        if (value.isPresent()) {
            throw new BadConfiguration(variable + FILE, file.get(), "and " + variable + " are both set; leave one out");
        }
        try (var lines = Files.lines(Path.of(file.get()))) {
            return Optional.of(lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new BadConfiguration(
                            variable + FILE, file.get(), "is empty; write the value in its first line")));
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            throw new BadConfiguration(
                    variable + FILE,
                    file.get(),
                    "cannot be read (" + e.getClass().getSimpleName() + "); correct the name, or the permissions");
        }
    }

    /** A port, 1 to 65535. */
    int port(String variable, int usual) throws BadConfiguration {
        var value = get(variable).orElse(Integer.toString(usual));
        try {
            var port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // same error as for a number out of range
        }
        throw new BadConfiguration(variable, value, "is not a port; choose a number from 1 to 65535");
    }
}
