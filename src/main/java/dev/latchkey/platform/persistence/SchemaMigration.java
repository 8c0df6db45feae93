package dev.latchkey.platform.persistence;

import dev.latchkey.shared.JavaVersion;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates the schema before anything reads it. Flyway takes a lock, so several servers may start at once. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class.getName());

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    @PostConstruct
    void atStart() {
        JavaVersion.fault(Runtime.version().feature()).ifPresent(SchemaMigration::refuse);
        migrate(dataSource);
    }

    private static void refuse(String fault) {
        LOG.severe(fault);
        throw new IllegalStateException(fault);
    }

    /** Migrates H2 and PostgreSQL with the same files; placeholders stand for the words that differ. */
    public static void migrate(DataSource dataSource) {
        var postgresql = isPostgresql(dataSource);
        Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations(
                        postgresql
                                ? new String[] {"classpath:db/migration/common", "classpath:db/migration/postgresql"}
                                : new String[] {"classpath:db/migration/common", "classpath:db/migration/h2"})
                .placeholders(Map.of(
                        // Names sort by code point regardless of the database's locale.
                        "codepoints", postgresql ? "collate \"C\"" : "",
                        "stored", postgresql ? "stored" : "",
                        "bytes", postgresql ? "bytea" : "varbinary(32)",
                        // H2 searches while it walks an index; PostgreSQL has trigram indexes.
                        "searched", postgresql ? "" : ", search_text"))
                .load()
                .migrate();
    }

    private static boolean isPostgresql(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }
}
