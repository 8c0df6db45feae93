package dev.latchkey.platform.configuration;

import java.util.List;

/**
 * Checks the settings that the application reads itself, once for the launcher of the microbundle and once for servers
 * that others start: a wrong one would fail at the first request that needs it.
 */
public final class ApplicationSettings {

    private ApplicationSettings() {}

    /** @throws BadConfiguration for the first invalid setting */
    public static void check(SettingLookup settings) throws BadConfiguration {
        SessionTimes.check(settings);
        Durations.check(settings);
        ReverseProxy.check(settings);
        SecurityContact.check(settings);
        AuditSettings.check(settings);
        WholeNumbers.check(settings);
        settings.check("LATCHKEY_METRICS", List.of("true", "false")::contains, "is neither true nor false; choose one");
    }
}
