package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.it.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The copy has everything that was committed before it began, and whole transactions alone. */
class EmbeddedCopyTest {

    private Path folder;
    private String url;
    private EmbeddedCopy database;

    @BeforeEach
    void fill(@TempDir Path given) throws Exception {
        folder = given;
        url = FilledDatabase.url(folder);
        FilledDatabase.fill(url);
        var source = new JdbcDataSource();
        source.setUrl(url);
        source.setUser("sa");
        database = new EmbeddedCopy(source);
    }

    @Test
    void everyRowOfEveryTableIsInTheCopy() throws Exception {
        assertThat(FilledDatabase.contents(copy(), "sa", "")).isEqualTo(FilledDatabase.contents(url, "sa", ""));
    }

    @Test
    void constraintsSequencesAndTheSchemaAreInTheCopy() throws Exception {
        var copy = copy();

        try (var connection = connect(copy)) {
            assertThat(Sql.of("select next value for users_id").count(connection))
                    .isEqualTo(2050);
            assertThatThrownBy(() -> execute(connection, "insert into user_group_member values (7, 7)"))
                    .hasMessageContaining("FK_USER_GROUP_MEMBER");
        }
        var source = new JdbcDataSource();
        source.setUrl(copy);
        source.setUser("sa");
        assertThat(new Schema(source).isCurrent()).isTrue();
    }

    @Test
    void copiesWholeTransactionsWhileOthersCommit() throws Exception {
        var committed = new AtomicInteger();
        var copied = new AtomicBoolean();
        try (var connection = connect(url)) {
            // The long audit log is copied between these two tables.
            execute(connection, "create table last_table (n int)");
            var writer = CompletableFuture.runAsync(() -> {
                while (!copied.get()) {
                    var n = committed.get() + 1;
                    execute(connection, "begin");
                    execute(
                            connection,
                            "insert into setting (setting_key, setting_value, version) values ('n" + n + "', '', 1)");
                    execute(connection, "insert into last_table values (" + n + ")");
                    execute(connection, "commit");
                    committed.set(n);
                }
            });
            while (committed.get() == 0) {
                Thread.onSpinWait();
            }
            var before = committed.get();
            var copy = copy();
            var after = committed.get();
            copied.set(true);
            writer.join();

            assertThat(after).as("commits during the copy").isGreaterThan(before);
            try (var target = connect(copy)) {
                var last = Sql.of("select count(*) from last_table").count(target);
                assertThat(last).isBetween((long) before, (long) after);
                assertThat(Sql.of("select count(*) from setting where setting_key like 'n%'")
                                .count(target))
                        .isEqualTo(last);
            }
        }
    }

    @Test
    void isForTheEmbeddedDatabaseAlone() {
        var postgresql = new PGSimpleDataSource();
        postgresql.setUrl(new Postgres().environment().get("LATCHKEY_DB_URL"));
        postgresql.setUser("postgres");

        assertThat(database.isPossible()).isTrue();
        assertThat(new EmbeddedCopy(postgresql).isPossible()).isFalse();
    }

    private String copy() {
        var copy = folder.resolve("copy");
        database.write(copy, folder.resolve("script.sql"));
        return "jdbc:h2:file:" + copy;
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
