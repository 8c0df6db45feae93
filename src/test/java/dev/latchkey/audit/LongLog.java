package dev.latchkey.audit;

import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;

/** A log as after years: written by the product's own code, many entries to a transaction. */
public final class LongLog {

    private static final int TRANSACTION = 10_000;

    private LongLog() {}

    /** @param entries how many, a multiple of {@value #TRANSACTION} */
    public static void write(Connection connection, int entries) throws SQLException {
        connection.setAutoCommit(false);
        var first = Clock.systemUTC().instant().minus(Duration.ofSeconds(entries));
        for (int i = 0; i < entries; i += TRANSACTION) {
            AuditRepository.append(
                    connection,
                    IntStream.range(i, i + TRANSACTION)
                            .mapToObj(number -> new Occurrence(
                                    first.plusSeconds(number),
                                    new Origin(1L, Channel.API, "192.0.2.7"),
                                    "TOKEN_GENERATED",
                                    false,
                                    Subject.user(1),
                                    "{\"type\":\"USER_TOKEN\"}"))
                            .toList());
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
