package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The System page recommends PostgreSQL when the embedded database gets too large. */
class DatabaseTest {

    @Test
    void theEmbeddedDatabaseIsOutgrownByMoreUsersOrTokensThanItIsMadeFor() throws SQLException {
        assertThat(isOutgrown(10_000, 100_000)).isFalse();
        assertThat(isOutgrown(10_001, 1)).isTrue();
        assertThat(isOutgrown(1, 100_001)).isTrue();
    }

    private static boolean isOutgrown(int users, int tokens) throws SQLException {
        var dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:outgrown");
        try (var connection = dataSource.getConnection()) {
            fill(connection, "users", users);
            fill(connection, "access_token", tokens);
            return new Database(dataSource).isOutgrown();
        }
    }

    private static void fill(Connection connection, String table, int rows) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table " + table + " as select x as id from system_range(1, " + rows + ")");
        }
    }
}
