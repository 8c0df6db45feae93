package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database is there. */
@ApplicationScoped
public class Database {

    private static final int TIMEOUT_SECONDS = 2;

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /**
     * Whether the database answers a connection test within 2 seconds, and a question to a table: a connection alone may be
     * good over a broken file. The question has no time limit of its own: H2 would keep that for the connection's next user.
     */
    public boolean isUp() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            return connection.isValid(TIMEOUT_SECONDS) && statement.execute("select name from daily_job");
        } catch (SQLException e) {
            return false;
        }
    }

    /** Its name and version, such as {@code PostgreSQL 17.6}; blank when it does not answer. */
    public String product() {
        try (var connection = dataSource.getConnection()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            return "";
        }
    }
}
