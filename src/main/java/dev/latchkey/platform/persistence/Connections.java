package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends the JDBC connection of the caller's transaction, for rows that are not entities. */
@ApplicationScoped
public class Connections {

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    Connections() {}

    /** For a database outside a container. */
    public Connections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** @throws PersistenceException if the statement fails or the database is down */
    public <T> T lend(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }
}
