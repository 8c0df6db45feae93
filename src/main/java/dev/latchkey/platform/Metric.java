package dev.latchkey.platform;

import java.util.Map;

/**
 * A figure about this server, or about the database that it shares.
 *
 * @param name without prefix and unit suffix, such as {@code token_checks}
 * @param help a sentence for operators
 * @param kind COUNTER only grows until the server stops; GAUGE is a current number
 * @param label the name of the label that tells the values apart
 * @param values by value of the label
 */
public record Metric(String name, String help, Kind kind, String label, Map<String, Long> values) {

    /** How the figure develops. */
    public enum Kind {
        COUNTER,
        GAUGE
    }
}
