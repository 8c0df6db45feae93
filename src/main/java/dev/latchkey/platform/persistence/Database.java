package dev.latchkey.platform.persistence;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Checks the database. */
@ApplicationScoped
public class Database {

    private static final int TIMEOUT_SECONDS = 2;

    /** The embedded database is made for no more users and tokens than these. */
    private static final Map<String, Integer> MOST_EMBEDDED = Map.of("users", 10_000, "access_token", 100_000);

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    Database() {}

    /** A database without a container. */
    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

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

    /**
     * Whether the embedded database holds more than the 10,000 users or 100,000 tokens that it is made for; false on
     * PostgreSQL.
     */
    public boolean isOutgrown() {
        try (var connection = dataSource.getConnection()) {
            var isOutgrown = false;
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                for (var most : MOST_EMBEDDED.entrySet()) {
                    isOutgrown |=
                            Sql.of("select count(*) from " + most.getKey()).count(connection) > most.getValue();
                }
            }
            return isOutgrown;
        } catch (SQLException e) {
            return false;
        }
    }
}
