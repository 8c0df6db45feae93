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
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

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
        var schema = new Schema(dataSource);
        schema.fault().ifPresent(SchemaMigration::refuse);
        schema.migrate();
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
