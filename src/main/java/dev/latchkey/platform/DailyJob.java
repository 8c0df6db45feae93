package dev.latchkey.platform;

/**
 * Work of one day in UTC, done by one of the servers that share the database. {@link DailyTimer} runs every application-scoped
 * bean that implements this.
 */
public interface DailyJob {

    /** A name in the table {@code daily_job}. */
    String name();

    /** Whether this server can do it now. While none can, the work of the day waits. */
    default boolean isReady() {
        return true;
    }

    /** Does the work of the day, called without a transaction. It may run again from its beginning after a crash. */
    void run();
}
