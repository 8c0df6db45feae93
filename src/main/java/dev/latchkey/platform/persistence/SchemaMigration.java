package dev.latchkey.platform.persistence;

import dev.latchkey.platform.configuration.ApplicationSettings;
import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.platform.configuration.SettingLookup;
import dev.latchkey.shared.JavaVersion;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.FlywayException;

/**
 * Migrates the schema before anything reads it. Where Latchkey cannot run, it logs the reason in one line and fails the
 * deployment; the launcher of the microbundle prints that line alone.
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {

    private static final Logger LOG = Logger.getLogger(SchemaMigration.class.getName());

    @Resource(lookup = "jdbc/latchkey")
    DataSource dataSource;

    @Inject
    Config config;

    @PostConstruct
    void atStart() {
        JavaVersion.fault(Runtime.version().feature()).ifPresent(SchemaMigration::refuse);
        try {
            ApplicationSettings.check(
                    variable -> config.getOptionalValue(SettingLookup.property(variable), String.class));
        } catch (BadConfiguration e) {
            refuse(String.valueOf(e.getMessage()));
        }
        open(dataSource).ifPresent(SchemaMigration::refuse);
    }

    /** Migrates the database unless it has a fault, which it returns in one line. */
    static Optional<String> open(DataSource dataSource) {
        try {
            var schema = new Schema(dataSource);
            var fault = schema.fault();
            if (fault.isEmpty()) {
                schema.migrate();
            }
            return fault;
        } catch (IllegalStateException | FlywayException e) {
            LOG.log(Level.FINE, "Cannot open the database", e);
            return Optional.of("cannot open or migrate the database: " + reason(e));
        }
    }

    /** The innermost message, such as the database's own; servers and Flyway say around it that something failed. */
    private static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return BadConfiguration.oneLine(String.valueOf(innermost.getMessage()));
    }

    private static void refuse(String fault) {
        LOG.severe(() -> "Latchkey cannot start: " + fault);
        throw new IllegalStateException(fault);
    }

    /** Gives a database the schema of this version. */
    public static void migrate(DataSource dataSource) {
        new Schema(dataSource).migrate();
    }
}
