package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.it.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL gets all rows of the embedded database, or none. */
class EmbeddedDataTest {

    private final Postgres postgres = new Postgres();
    private final List<String> console = new ArrayList<>();
    private String file;

    @BeforeEach
    void fill(@TempDir Path folder) throws SQLException {
        file = FilledDatabase.url(folder);
        FilledDatabase.fill(file);
    }

    @Test
    void everyRowOfEveryTableArrives() throws Exception {
        var before = FilledDatabase.contents(file, "sa", "");

        move(console::add);

        assertThat(before)
                .as("a table without rows proves nothing: add some")
                .allSatisfy((table, content) -> assertThat(content).doesNotStartWith("0 "));
        assertThat(FilledDatabase.contents(url(), "postgres", "")).isEqualTo(before);
        assertThat(console)
                .contains("audit_entry: 10,000 rows", "users: 3 rows")
                .hasSameSizeAs(before.keySet());
    }

    @Test
    void newRowsGetOtherIds() throws SQLException {
        move(console::add);

        try (var connection = postgresql()) {
            assertThat(Sql.of("select nextval('users_id')").count(connection)).isEqualTo(2050);
            execute(connection, "insert into audit_seal (sealed_at, line) values (current_timestamp, '')");
            assertThat(Sql.of("select max(id) from audit_seal").count(connection))
                    .isEqualTo(3);
        }
    }

    @Test
    void constraintsAndTriggersAreBack() throws SQLException {
        move(console::add);

        try (var connection = postgresql()) {
            assertThatThrownBy(() -> execute(connection, "insert into user_group_member values (7, 7)"))
                    .hasMessageContaining("fk_user_group_member_user");
            assertThatThrownBy(() -> execute(connection, "delete from audit_chain"))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aLostConnectionLeavesAnEmptyDatabaseForTheNextTry() throws Exception {
        var before = FilledDatabase.contents(file, "sa", "");

        assertThatThrownBy(() -> move(this::disconnectAfterTheFirstTable))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("terminat");

        try (var connection = postgresql()) {
            assertThat(Sql.of("select count(*) from access_token").count(connection))
                    .isZero();
            assertThat(Sql.of("select count(*) from users").count(connection)).isZero();
        }
        move(console::add);
        assertThat(FilledDatabase.contents(url(), "postgres", "")).isEqualTo(before);
    }

    private void disconnectAfterTheFirstTable(String line) {
        try (var connection = postgresql()) {
            execute(
                    connection,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesLongerThanTheDatabaseAllowsAStatement() throws Exception {
        migratePostgresql();
        try (var connection = postgresql()) {
            execute(connection, "alter database " + connection.getCatalog() + " set statement_timeout = '1s'");
        }
        try (var other = postgresql()) {
            execute(other, "set statement_timeout = 0; begin; lock table users in access exclusive mode");
            var wait = CompletableFuture.runAsync(() -> execute(other, "select pg_sleep(2); commit"));

            move(console::add);
            wait.join();
        }
        assertThat(console).contains("users: 3 rows");
    }

    @Test
    void refusesADatabaseThatHasUsers() throws Exception {
        move(console::add);
        var before = FilledDatabase.contents(url(), "postgres", "");

        assertRefused("the PostgreSQL database has users; create an empty database, or start Latchkey on this one");
        assertThat(FilledDatabase.contents(url(), "postgres", "")).isEqualTo(before);
    }

    @Test
    void refusesADatabaseOfAnotherApplication() throws SQLException {
        try (var connection = postgresql()) {
            execute(connection, "create table invoice (id bigint)");
        }

        assertRefused("the PostgreSQL database has tables of another application; create an empty database");
    }

    @Test
    void refusesTheSchemaOfANewerLatchkey() throws SQLException {
        change("update \"flyway_schema_history\" set \"version\" = '999.1' where \"installed_rank\" ="
                + " (select max(\"installed_rank\") from \"flyway_schema_history\")");

        assertRefused("the H2 database has schema version 999.1 and this Latchkey knows version ");
    }

    @Test
    void refusesTheSchemaOfAnOlderLatchkey() throws SQLException {
        change("delete from \"flyway_schema_history\" where \"installed_rank\" ="
                + " (select max(\"installed_rank\") from \"flyway_schema_history\")");

        assertRefused(
                "the embedded database has the schema of an older Latchkey; start this version on it once, and stop it");
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(file, "sa", "")) {
            execute(connection, sql);
        }
    }

    private void assertRefused(String beginning) {
        assertThatThrownBy(() -> move(console::add))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .startsWith(beginning)
                .doesNotContain("\n");
    }

    private void move(Consumer<String> progress) {
        EmbeddedData.move(file + ";ACCESS_MODE_DATA=r", url(), "postgres", "", progress);
    }

    private String url() {
        return postgres.environment().getOrDefault("LATCHKEY_DB_URL", "");
    }

    private Connection postgresql() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    private void migratePostgresql() {
        var database = new PGSimpleDataSource();
        database.setUrl(url());
        database.setUser("postgres");
        SchemaMigration.migrate(database);
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
