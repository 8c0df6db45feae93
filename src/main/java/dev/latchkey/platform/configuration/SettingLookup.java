package dev.latchkey.platform.configuration;

import java.util.Locale;
import java.util.Optional;

/** Looks up a setting by its environment variable, such as {@code LATCHKEY_DB_URL}. An empty setting is absent. */
@FunctionalInterface
public interface SettingLookup {

    Optional<String> get(String variable);

    /** The property of MicroProfile Config for an environment variable. */
    static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
