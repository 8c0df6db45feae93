package dev.latchkey.platform.configuration;

import dev.latchkey.platform.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Checks settings that are durations (ISO 8601) within a range. */
final class Durations {

    private Durations() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        read(
                settings,
                "LATCHKEY_LINK_LIFETIME",
                Settings.USUAL_LINK_LIFETIME,
                Duration.ofHours(1),
                Duration.ofDays(30));
    }

    /** @param usual the default */
    static Duration read(SettingLookup settings, String variable, String usual, Duration shortest, Duration longest)
            throws BadConfiguration {
        var value = settings.get(variable).orElse(usual);
        try {
            var duration = Duration.parse(value);
            if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // same error as for a duration out of range
        }
        throw new BadConfiguration(
                variable, value, "is not a duration from " + shortest + " to " + longest + "; write PT2H for 2 hours");
    }
}
