package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.SchemaMigration;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latchkey does not run on the schema of a newer one, and says so in one line. */
class NewerSchemaIT {

    private static final String REFUSAL =
            "Latchkey cannot start: the H2 database has schema version 999.1 and this Latchkey knows version ";

    private Path data;
    private String url;

    @BeforeEach
    void migrateAsANewerLatchkeyWould(@TempDir Path folder) throws SQLException {
        data = folder;
        url = "jdbc:h2:file:" + folder.resolve("latchkey");
        var database = new JdbcDataSource();
        database.setUrl(url + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
        SchemaMigration.migrate(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "insert into \"flyway_schema_history\" select max(\"installed_rank\") + 1, '999.1', 'later', 'SQL',"
                            + " 'V999.1__later.sql', 1, 'sa', current_timestamp, 1, true from \"flyway_schema_history\"");
            statement.execute("shutdown");
        }
    }

    @Test
    void theMicrobundleEnds() {
        try (var server = LatchkeyServer.launch(Map.of("LATCHKEY_DATA_DIR", data.toString()))) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.log().lines()).singleElement().asString().startsWith(REFUSAL);
        }
    }

    @Test
    void theWarIsNotDeployed() {
        try (var server = LatchkeyServer.startServerOfWar("latchkey", url)) {
            assertThat(server.log()).containsOnlyOnce(REFUSAL);
            assertThat(server.api().get("api/system/status").status()).isEqualTo(404);
        }
    }
}
