package dev.latchkey.platform;

/** What a feature tells of itself to those who monitor the server. An application-scoped bean implements it. */
public interface MetricSource {

    /** Read in a transaction, a few times a minute. */
    Metric read();
}
