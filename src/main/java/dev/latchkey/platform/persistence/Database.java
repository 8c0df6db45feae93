package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database is there. */
@ApplicationScoped
public class Database {

    private static final int TIMEOUT_SECONDS = 2;

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /** Whether the database answers a connection test within 2 seconds. */
    public boolean isUp() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Its name and version, such as {@code PostgreSQL 17.6}; blank when it does not answer. */
    public String product() {
        try (Connection connection = dataSource.getConnection()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            return "";
        }
    }
}
