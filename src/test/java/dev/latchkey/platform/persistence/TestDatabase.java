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
 * The databases that Latchkey runs on, with the real schema. Each starts when the first test wants it and lives as long
 * as the tests; a test works in a transaction that is rolled back, so that the next one finds nothing of it.
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
                // ends with the virtual machine
                var server = EmbeddedPostgres.start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    // sorts like a dictionary, as most servers do: an order by code point is then the schema's merit
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

    /** A question for how many wait for a lock. */
    abstract String waiting();

    abstract DataSource start();

    /** An entity manager in a new transaction, whose every statement goes over one connection, as in the container. */
    public EntityManager begin() {
        var entityManager = factory().createEntityManager();
        entityManager.getTransaction().begin();
        entityManager.unwrap(Connection.class);
        return entityManager;
    }

    /** Does this in a transaction of its own, for tests in which several people meet; they undo it themselves. */
    public void commit(String sql) {
        try (var entityManager = begin()) {
            entityManager.createNativeQuery(sql).executeUpdate();
            entityManager.getTransaction().commit();
        }
    }

    /** Waits until a transaction waits for a lock, or the task finishes without one. */
    public void awaitLock(Future<?> waiting) {
        try (var entityManager = begin()) {
            var locks = entityManager.createNativeQuery(waiting());
            while (!waiting.isDone() && ((Number) locks.getSingleResult()).intValue() == 0) {
                Thread.onSpinWait();
            }
            entityManager.getTransaction().rollback();
        }
    }

    /** Ends the transaction if it has not ended yet. */
    public static void rollBack(EntityManager entityManager) {
        if (entityManager.getTransaction().isActive()) {
            entityManager.getTransaction().rollback();
        }
        entityManager.close();
    }

    /** Lend the connection of this transaction, which nobody closes. */
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
     * The names of the indexes through which PostgreSQL answers, and of the tables that it reads from beginning to end.
     *
     * @param entityManager of the transaction in which the queries run
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
