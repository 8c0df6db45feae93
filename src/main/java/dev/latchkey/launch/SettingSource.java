package dev.latchkey.launch;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A setting is a system property ({@code latchkey.db.url}) or else an environment variable ({@code LATCHKEY_DB_URL}),
 * in the order of MicroProfile Config, by which the WAR and the connection pool read the same settings. An empty one is
 * absent.
 */
record SettingSource(Properties properties, Map<String, String> environment) {

    Optional<String> get(String variable) {
        return Optional.ofNullable(properties.getProperty(property(variable)))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isEmpty());
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
            // the same answer as for a number out of range
        }
        throw new BadConfiguration(variable, value, "is no port; choose a number from 1 to 65535");
    }

    /** The system property of an environment variable. */
    static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
