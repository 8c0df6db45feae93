package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Checks the database. */
@ApplicationScoped
public class Database {

    private static final int TIMEOUT_SECONDS = 2;

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /**
     * Whether the database passes a connection test within 2 seconds and answers a query on a table: the connection
     * test alone succeeds even with a damaged file. The query has no timeout of its own, because H2 would keep it for
     * the next user of the connection.
     */
    public boolean isUp() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            return connection.isValid(TIMEOUT_SECONDS) && statement.execute("select name from daily_job");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Its name and version, such as {@code PostgreSQL 17.6}; blank if the database is down. */
    public String product() {
        try (var connection = dataSource.getConnection()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            return "";
        }
    }
}
