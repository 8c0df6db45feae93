package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Copies the embedded database while it is in use. The rows go through an SQL script into a new database, so that every copy has
 * been loaded once. H2's own copy of the file under load ({@code BACKUP TO}) depends on its recovery after a crash.
 */
@ApplicationScoped
public class EmbeddedCopy {

    private static final String USER = "sa";

    /** Statements of this connection have no timeout, unlike those of the pool. */
    private static final String COPY = "jdbc:h2:file:%s;TRACE_LEVEL_FILE=0;CACHE_SIZE=8192";

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    EmbeddedCopy() {}

    /** A database without a container. */
    EmbeddedCopy(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether this server has the embedded database, which alone can be copied here. */
    public boolean isPossible() {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /**
     * Copies what is committed by now, and nothing of later transactions.
     *
     * @param copy the file of the new database, without {@code .mv.db}; absolute, and without a semicolon
     * @param script a file for the statements, which contain hashes of passwords
     */
    public void write(Path copy, Path script) {
        try {
            try (var source = DriverManager.getConnection(url(), USER, "")) {
                execute(source, "set session characteristics as transaction isolation level snapshot");
                Sql.of("script nosettings to ?", script.toString()).first(source, row -> row);
            }
            try (var target = DriverManager.getConnection(COPY.formatted(copy), USER, "")) {
                Sql.of("runscript from ?", script.toString()).update(target);
                execute(target, "shutdown");
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private String url() throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
