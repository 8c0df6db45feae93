package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command that copies the data of the embedded database to PostgreSQL. It starts no server. */
final class MoveToPostgresql {

    static final String ARGUMENT = "--move-to-postgresql";

    /** A strong reference: the level of an unreferenced logger is lost. */
    private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

    private MoveToPostgresql() {}

    /**
     * Prints a line for each table.
     *
     * @throws IllegalStateException with the reason in one line; PostgreSQL has none of the data
     */
    static void run(SettingSource settings) throws BadConfiguration {
        var postgresql = PostgresqlServer.from(settings)
                .orElseThrow(() -> new BadConfiguration(
                        PostgresqlServer.URL,
                        "",
                        "is missing; name the empty PostgreSQL database to move the data to"));
        var embedded = DataDirectory.from(settings).existingDatabaseUrl();
        var url = postgresql.quietUrl() + "&reWriteBatchedInserts=true";
        var password = settings.secret(PostgresqlServer.PASSWORD).orElse("");
        Consumer<String> console = System.out::println;
        // Its exceptions say what is wrong.
        FLYWAY_LOG.setLevel(Level.OFF);
        try (var application = ApplicationClasses.unpack()) {
            application
                    .load("dev.latchkey.platform.persistence.EmbeddedData")
                    .getMethod("move", String.class, String.class, String.class, String.class, Consumer.class)
                    .invoke(null, embedded, url, postgresql.user(), password, console);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getTargetException().getMessage(), e);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }
}
