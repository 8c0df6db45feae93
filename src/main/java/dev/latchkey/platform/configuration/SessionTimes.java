package dev.latchkey.platform.configuration;

import dev.latchkey.platform.Settings;
import java.time.Duration;

/** Checks the idle and absolute timeouts of sessions. */
final class SessionTimes {

    static final String IDLE = "LATCHKEY_SESSION_IDLE";
    static final String ABSOLUTE = "LATCHKEY_SESSION_ABSOLUTE";

    private static final Duration SHORTEST = Duration.ofMinutes(5);

    private SessionTimes() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        var idle = Durations.read(settings, IDLE, Settings.USUAL_SESSION_IDLE, SHORTEST, Duration.ofHours(24));
        var absolute =
                Durations.read(settings, ABSOLUTE, Settings.USUAL_SESSION_ABSOLUTE, SHORTEST, Duration.ofDays(30));
        if (idle.compareTo(absolute) > 0) {
            throw new BadConfiguration(
                    IDLE, idle.toString(), "is longer than " + ABSOLUTE + " (" + absolute + "); change one of them");
        }
    }
}
