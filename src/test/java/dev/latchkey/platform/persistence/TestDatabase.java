package dev.latchkey.platform.persistence;

import static java.util.stream.Collectors.toMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The databases that Latchkey runs on, with the real schema. Each starts when the first test needs it and runs until
 * the JVM exits. A test rolls its transaction back, so that it leaves nothing to the next one.
 */
public enum TestDatabase {
    H2 {
        @Override
        String waiting() {
            return "select count(*) from information_schema.sessions where blocker_id is not null";
        }

        @Override
        DataSource start() {
            var database = new JdbcDataSource();
            database.setUrl("jdbc:h2:mem:latchkey;DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0");
            return database;
        }
    },

    POSTGRESQL {
        @Override
        String waiting() {
            return "select count(*) from pg_locks where not granted";
        }

        @Override
        DataSource start() {
            try {
                // stops when the JVM exits
                var server = EmbeddedPostgres.start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    // Most servers sort by a locale; with one here, a test sees whether the schema sorts by code point.
                    statement.execute("create database latchkey template template0 encoding 'UTF8'"
                            + " locale_provider icu icu_locale 'en' locale 'C'");
                }
                return server.getDatabase("postgres", "latchkey");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private @Nullable EntityManagerFactory factory;

    /** The SQL that counts transactions waiting for a lock. */
    abstract String waiting();

    abstract DataSource start();

    /** Begins a transaction whose statements all use one connection, as in the container. */
    public EntityManager begin() {
        var entityManager = factory().createEntityManager();
        entityManager.getTransaction().begin();
        entityManager.unwrap(Connection.class);
        return entityManager;
    }

    /** Commits the statement, for tests with concurrent transactions; the test undoes it. */
    public void commit(String sql) {
        try (var entityManager = begin()) {
            entityManager.createNativeQuery(sql).executeUpdate();
            entityManager.getTransaction().commit();
        }
    }

    /** Waits until a transaction is blocked by a lock, or the task finishes. */
    public void awaitLock(Future<?> waiting) {
        try (var entityManager = begin()) {
            var locks = entityManager.createNativeQuery(waiting());
            while (!waiting.isDone() && ((Number) locks.getSingleResult()).intValue() == 0) {
                Thread.onSpinWait();
            }
            entityManager.getTransaction().rollback();
        }
    }

    /** Rolls the transaction back if it is active, and closes the entity manager. */
    public static void rollBack(EntityManager entityManager) {
        if (entityManager.getTransaction().isActive()) {
            entityManager.getTransaction().rollback();
        }
        entityManager.close();
    }

    /** Hands out the connection of this transaction and ignores {@code close()}. */
    public static Connections connections(EntityManager entityManager) {
        var connection = entityManager.unwrap(Connection.class);
        var kept = proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
        return new Connections(proxy(DataSource.class, (proxy, method, arguments) -> kept));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(TestDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /**
     * Returns the names of the indexes that PostgreSQL scans for these queries, and of the tables that it scans fully.
     *
     * @param entityManager that of the transaction in which the queries run
     */
    public static Set<String> scannedBy(EntityManager entityManager, Runnable queries) {
        var before = scans(entityManager);
        queries.run();
        var after = scans(entityManager);
        after.entrySet().removeAll(before.entrySet());
        return after.keySet();
    }

    private static Map<String, Long> scans(EntityManager entityManager) {
        List<?> rows = entityManager
                .createNativeQuery("select relname::text, pg_stat_get_xact_numscans(oid) from pg_class"
                        + " where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')")
                .getResultList();
        return rows.stream().map(Object[].class::cast).collect(toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private synchronized EntityManagerFactory factory() {
        if (factory == null) {
            var dataSource = start();
            SchemaMigration.migrate(dataSource);
            factory = Persistence.createEntityManagerFactory(
                    "latchkey",
                    Map.of(
                            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                            "jakarta.persistence.jtaDataSource", "",
                            "jakarta.persistence.nonJtaDataSource", dataSource,
                            "eclipselink.weaving", "false",
                            "eclipselink.logging.level", "OFF"));
        }
        return factory;
    }
}
