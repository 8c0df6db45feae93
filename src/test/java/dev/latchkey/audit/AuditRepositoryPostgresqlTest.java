package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRepositoryPostgresqlTest extends AuditRepositoryTest {

    private final EmbeddedPostgres server = EmbeddedPostgres.start();

    AuditRepositoryPostgresqlTest() throws IOException {}

    @Override
    DataSource empty() {
        return server.getPostgresDatabase();
    }

    @Override
    void lowerTheGuard(Connection connection) throws SQLException {
        execute(connection, "alter table audit_entry disable trigger user");
        execute(connection, "alter table audit_chain disable trigger user");
        execute(connection, "alter table audit_seal disable trigger user");
        execute(connection, "alter table audit_entry drop constraint ck_audit_entry_channel");
    }

    @Override
    List<String> changesOfItsOwn() {
        return List.of("occurred_at = 'infinity'", "occurred_at = '-infinity'", "channel = 'DOOR'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set refused = true",
                "delete from audit_entry",
                "truncate audit_entry",
                "delete from audit_chain",
                "update audit_chain set length = length - 1 where length > 0",
                "update audit_chain set hash = null, length = 0 where length > 0",
                "update audit_chain set forgotten = 0, forgotten_hash = null",
                "update audit_seal set line = ''",
                "delete from audit_seal",
                "update audit_chain set length = 0, hash = null where length > 0"
            })
    void refusesWhatWouldChangeTheLog(String harm) throws SQLException {
        append("guarded");
        try (var connection = source().getConnection()) {
            assertThatThrownBy(() -> execute(connection, harm)).hasMessageContaining("append-only");
        }
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }
}
