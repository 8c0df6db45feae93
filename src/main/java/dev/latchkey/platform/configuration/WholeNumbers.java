package dev.latchkey.platform.configuration;

import java.util.List;

/** Checks settings that are integers within a range. */
final class WholeNumbers {

    /** @param least and most are allowed */
    private record Range(String variable, int least, int most) {}

    private static final List<Range> RANGES = List.of(
            new Range("LATCHKEY_AUDIT_DAYS", 30, 36_500),
            new Range("LATCHKEY_LIMIT_TOKENS", 1, 1_000_000),
            new Range("LATCHKEY_LIMIT_GENERATIONS", 1, 1_000_000),
            new Range("LATCHKEY_LIMIT_SESSIONS", 1, 10_000),
            new Range("LATCHKEY_LIMIT_REFUSALS", 1, 1_000_000));

    private WholeNumbers() {}

    static void check(SettingLookup settings) throws BadConfiguration {
        for (var range : RANGES) {
            settings.check(
                    range.variable(),
                    value -> isWithin(value, range),
                    "is not an integer from " + range.least() + " to " + range.most() + "; choose one");
        }
    }

    private static boolean isWithin(String value, Range range) {
        try {
            var number = Integer.parseInt(value);
            return number >= range.least() && number <= range.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
