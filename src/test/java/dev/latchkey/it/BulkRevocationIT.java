package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bulk revocation survives the death of its server: nothing is left out, and nothing is done twice. */
class BulkRevocationIT {

    private static final int TOKENS = 20_000;

    @Test
    void goesOnWhereAKilledServerLeftIt(@TempDir Path data) throws SQLException {
        try (var server = LatchkeyServer.start(Map.of("LATCHKEY_DATA_DIR", data.toString()))) {
            server.stop();
            generateMany(data);
            server.restart();
            var admin = server.api().asAdmin();
            var id = admin.post("api/user_tokens/bulk_revoke", "owner", "admin", "neverExpires", "true")
                    .json()
                    .getString("taskId");
            admin.post("api/user_tokens/generate", "name", "generated meanwhile");

            var before = Tasks.when(admin, id, task -> task.getInt("done") > 0);
            server.kill();
            server.restart();
            var after = admin.get("api/background_tasks/show", "id", id).json().getJsonObject("task");
            var ended = Tasks.ended(admin, id);

            assertThat(before.getString("state")).isEqualTo("RUNNING");
            assertThat(after.getInt("done")).isBetween(before.getInt("done"), TOKENS - 1);
            assertThat(ended.getString("state")).isEqualTo("DONE");
            assertThat(ended.getInt("done")).isEqualTo(TOKENS);
            assertThat(live(admin).getJsonArray("userTokens").getValuesAs(JsonObject.class))
                    .extracting(token -> token.getString("name"))
                    .containsExactly("generated meanwhile");
            assertThat(admin.get("api/audit_log/search", "action", "TOKEN_REVOKED", "ps", "1")
                            .json()
                            .getJsonObject("paging")
                            .getInt("total"))
                    .isEqualTo(TOKENS);
            assertThat(admin.get("api/audit_log/verify").json().getBoolean("valid"))
                    .isTrue();
        }
    }

    private static JsonObject live(Api admin) {
        return admin.get("api/user_tokens/search_all", "status", "LIVE").json();
    }

    private static void generateMany(Path data) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("latchkey"), "sa", "");
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                    + " select 1000 + x, 1, (select id from users where login = 'admin'), 'token ' || x, 'USER_TOKEN',"
                    + " hash('SHA256', 'token ' || x), current_timestamp - interval '1' hour from system_range(1, "
                    + TOKENS + ")");
            statement.execute("alter sequence access_token_id restart with " + 2 * TOKENS);
        }
    }
}
