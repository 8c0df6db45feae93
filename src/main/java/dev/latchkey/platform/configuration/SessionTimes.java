package dev.latchkey.platform.configuration;

import dev.latchkey.platform.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Checks the idle and absolute timeouts of sessions (ISO 8601 durations). */
final class SessionTimes {

    static final String IDLE = "LATCHKEY_SESSION_IDLE";
    static final String ABSOLUTE = "LATCHKEY_SESSION_ABSOLUTE";

    private static final Duration SHORTEST = Duration.ofMinutes(5);

    private SessionTimes() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        var idle = duration(settings, IDLE, Settings.USUAL_SESSION_IDLE, Duration.ofHours(24));
        var absolute = duration(settings, ABSOLUTE, Settings.USUAL_SESSION_ABSOLUTE, Duration.ofDays(30));
        if (idle.compareTo(absolute) > 0) {
            throw new BadConfiguration(
                    IDLE, idle.toString(), "is longer than " + ABSOLUTE + " (" + absolute + "); change one of them");
        }
    }

    private static Duration duration(SettingLookup settings, String variable, String usual, Duration longest)
            throws BadConfiguration {
        var value = settings.get(variable).orElse(usual);
        try {
            var duration = Duration.parse(value);
            if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(longest) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // same error as for a duration out of range
        }
        throw new BadConfiguration(
                variable,
                value,
                "is not a duration from " + SHORTEST + " to " + longest
                        + "; write PT30M for 30 minutes, PT12H for 12 hours");
    }
}
