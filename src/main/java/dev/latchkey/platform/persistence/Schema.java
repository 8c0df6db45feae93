package dev.latchkey.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** The schema of one database. H2 and PostgreSQL run the same migrations; the few words that differ are placeholders. */
final class Schema {

    private final String product;
    private final Flyway flyway;

    Schema(DataSource dataSource) {
        product = product(dataSource);
        var postgresql = product.equals("PostgreSQL");
        flyway = Flyway.configure(Schema.class.getClassLoader())
                .locations(
                        "classpath:db/migration/common", "classpath:db/migration/" + (postgresql ? "postgresql" : "h2"))
                .placeholders(Map.of(
                        // Names sort by code point regardless of the database's locale.
                        "codepoints", postgresql ? "collate \"C\"" : "",
                        "stored", postgresql ? "stored" : "",
                        "bytes", postgresql ? "bytea" : "varbinary(32)",
                        "large_bytes", postgresql ? "bytea" : "varbinary(1048576)",
                        // H2 searches while it walks an index; PostgreSQL has trigram indexes.
                        "searched", postgresql ? "" : ", search_text"))
                .failOnMissingLocations(true)
                .dataSource(dataSource)
                .load();
    }

    /** Runs the migrations that the database lacks. Flyway takes a lock, so several servers may start at once. */
    void migrate() {
        flyway.migrate();
    }

    /** Why this Latchkey must not use the database, in one line; empty unless a newer one has migrated it. */
    Optional<String> fault() {
        var known = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
        return Optional.ofNullable(flyway.info().current())
                .map(MigrationInfo::getVersion)
                .filter(version -> version.isNewerThan(known))
                .map(version -> "the " + product + " database has schema version " + version
                        + " and this Latchkey knows version " + known
                        + "; start the newer Latchkey, or restore the backup from before the upgrade");
    }

    /** Whether no migration is left to run. */
    boolean isCurrent() {
        return flyway.info().pending().length == 0;
    }

    private static String product(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }
}
