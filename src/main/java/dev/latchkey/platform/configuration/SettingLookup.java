package dev.latchkey.platform.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks up a setting by its environment variable, such as {@code LATCHKEY_DB_URL}. An empty setting is absent. */
@FunctionalInterface
public interface SettingLookup {

    Optional<String> get(String variable);

    /** @throws BadConfiguration if the setting has an invalid value */
    default void check(String variable, Predicate<String> valid, String whatToDo) throws BadConfiguration {
        var value = get(variable);
        if (value.isPresent() && !valid.test(value.get())) {
            throw new BadConfiguration(variable, value.get(), whatToDo);
        }
    }

    /** The property of MicroProfile Config for an environment variable. */
    static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
