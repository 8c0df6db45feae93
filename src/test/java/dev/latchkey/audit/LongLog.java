package dev.latchkey.audit;

import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.IntStream;

/** Writes a log of many generated and revoked tokens with the product's own code. */
public final class LongLog {

    private static final int TRANSACTION = 10_000;

    private LongLog() {}

    /**
     * @param entries the number of entries, a multiple of {@value #TRANSACTION}
     * @param firstUser the id of the first user that the entries are about
     * @param users the number of those users, with consecutive ids
     */
    public static void write(Connection connection, int entries, long firstUser, int users) throws SQLException {
        connection.setAutoCommit(false);
        var first = Clock.systemUTC().instant().minus(Duration.ofSeconds(entries));
        for (int i = 0; i < entries; i += TRANSACTION) {
            AuditRepository.append(
                    connection,
                    IntStream.range(i, i + TRANSACTION)
                            .mapToObj(number -> new AuditRecord(
                                    first.plusSeconds(number),
                                    new Origin(1L, Channel.API, "192.0.2.7"),
                                    number % 10 == 0 ? "TOKEN_REVOKED" : "TOKEN_GENERATED",
                                    false,
                                    Subject.thing("token", number, "token-" + number)
                                            .of(firstUser + number % users),
                                    "{\"type\":\"USER_TOKEN\"}"))
                            .toList());
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
