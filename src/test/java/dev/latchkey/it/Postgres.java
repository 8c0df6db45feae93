package dev.latchkey.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A new, empty database on a real PostgreSQL server, which all tests of this JVM share and which ends with it. */
public final class Postgres {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name = "latchkey" + DATABASES.incrementAndGet();
    private final DataSource dataSource;

    public Postgres() {
        execute(Running.SERVER.getPostgresDatabase(), "create database " + name);
        dataSource = Running.SERVER.getDatabase("postgres", name);
    }

    /** The environment of a server that uses this database. */
    public Map<String, String> environment() {
        return Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + Running.SERVER.getPort() + "/" + name,
                "LATCHKEY_DB_USER",
                "postgres",
                "LATCHKEY_DB_PASSWORD",
                Secrets.remember("not-asked-for"));
    }

    /** Executes a statement as the superuser. */
    public void execute(String sql) {
        execute(dataSource, sql);
    }

    /** Sets the default isolation level of new connections. */
    void prefer(String isolation) {
        execute("alter database " + name + " set default_transaction_isolation = '" + isolation + "'");
    }

    /** The first column of the first row, as the superuser. */
    public long count(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until this counts something. */
    void awaitRow(String count) {
        Await.until(PATIENCE, () -> count(count) > 0);
    }

    /** The first column of every row, as the superuser. */
    public List<String> texts(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (found.next()) {
                texts.add(found.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tables that contain this text, in alphabetical order. */
    List<String> tablesWith(String text) {
        return texts("select distinct table_name from information_schema.columns where table_schema = 'public'"
                        + " order by table_name")
                .stream()
                .filter(table ->
                        count("select count(*) from " + table + " t where strpos(t::text, '" + text + "') > 0") > 0)
                .toList();
    }

    /** Executes a statement and holds its locks until closed, then rolls back. */
    public Hold hold(String sql) {
        try {
            var connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
            return new Hold(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public record Hold(Connection connection) implements AutoCloseable {

        /** Rolls back, which releases the locks. */
        @Override
        public void close() {
            try {
                connection.rollback();
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void execute(DataSource where, String sql) {
        try (var connection = where.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts PostgreSQL on first use. */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
