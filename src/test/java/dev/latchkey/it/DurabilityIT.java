package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged changes survive a killed process, in the embedded database too. */
class DurabilityIT {

    private static final int CHANGES = 5;
    private static final int IMPORTED = 3000;
    /**
     * Tokens per transaction of a bulk revocation. H2 shows a commit shortly before it is on disk, so the last
     * transaction of the visible progress may still be lost; earlier ones are durable.
     */
    private static final int BATCH = 1_000;

    private static final int REVOKED = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void aKilledServerRemembersWhatItAcknowledgedAndGoesOnWhereItWas(@TempDir Path data) throws SQLException {
        try (var server =
                LatchkeyServer.start(Map.of("LATCHKEY_DATA_DIR", data.toString(), "LATCHKEY_LIMIT_TOKENS", "20000"))) {
            var admin = server.admin();
            create(admin, "rich");
            create(admin, "leaver");
            var before = names(admin);
            var live = new TreeMap<String, String>();

            var revoked = change(admin, "first", live);
            var users = importUsers(admin);
            Tasks.when(admin, users, progress -> progress.getInt("done") > 0);
            server.kill();
            giveTokens(data, "rich", 10_000);
            giveTokens(data, "leaver", 30_000);
            server.restart();
            assertLive(server, before, live, revoked);

            revoked = change(admin, "second", live);
            generate(admin, "last", live);
            var tokens = admin.post("api/user_tokens/bulk_revoke", "owner", "rich", "reason", "LEAKED")
                    .json()
                    .getString("taskId");
            admin.post("api/user_tokens/generate", "login", "rich", "name", "meanwhile");
            var seen = Tasks.when(admin, tokens, progress -> progress.getInt("done") > BATCH);
            server.kill();
            assertThat(seen.getString("state")).isEqualTo("RUNNING");
            var kept = assertWholeBatches(data, tokens);
            assertThat(kept)
                    .as("what a reader saw may be one batch ahead of the disk")
                    .isBetween(seen.getInt("done") - BATCH, REVOKED - BATCH);
            server.restart();
            assertLive(server, before, live, revoked);

            var resumed =
                    admin.get("api/background_tasks/show", "id", tokens).json().getJsonObject("task");
            assertThat(resumed.getInt("done")).isBetween(kept, REVOKED);
            assertRevoked(admin, tokens);
            assertAllOfALeaverEnd(server, data);
            assertImported(admin, users);
            assertThat(admin.get("api/audit_log/verify").json().getBoolean("valid"))
                    .isTrue();
        }
    }

    /** Generates tokens, revokes the first by name and returns its name. */
    private static String change(Api admin, String name, Map<String, String> live) {
        for (int i = 0; i < CHANGES; i++) {
            generate(admin, name + i, live);
        }
        var revoked = live.keySet().iterator().next();
        assertThat(admin.post("api/user_tokens/revoke", "name", revoked).status())
                .isEqualTo(204);
        return live.remove(revoked);
    }

    private static void assertLive(
            LatchkeyServer server, Set<String> before, Map<String, String> live, String revoked) {
        var names = names(server.admin());
        names.removeAll(before);
        assertThat(names).isEqualTo(live.keySet());
        assertThat(live.values()).allMatch(token -> isGood(server, token));
        assertThat(isGood(server, revoked)).isFalse();
    }

    private static void create(Api admin, String login) {
        admin.post(
                "api/users/create", "login", login, "name", login, "password", Secrets.remember("Corr3ct-Horse-42!"));
    }

    /** A server killed right after it deactivates a user ends the remaining tokens when it restarts. */
    private static void assertAllOfALeaverEnd(LatchkeyServer server, Path data) throws SQLException {
        server.admin().post("api/users/deactivate", "login", "leaver");
        server.kill();
        assertThat(unrevoked(data)).isBetween(1, REVOKED - BATCH);

        server.restart();
        var told = List.of("action", "TOKEN_REVOKED", "user", "leaver");
        Await.until(
                PATIENCE,
                () -> total(server.admin().get("api/audit_log/search", told.toArray(String[]::new))) >= REVOKED);
        assertThat(server.admin()
                        .post("api/users/create", "login", "leaver", "name", "leaver", "password", "Corr3ct-Horse-42!")
                        .status())
                .isEqualTo(200);
        assertThat(names(server.admin(), "leaver")).isEmpty();
    }

    private static int unrevoked(Path data) throws SQLException {
        try (var connection = connect(data);
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery("select count(*) from access_token where holds_name and id > 30000")) {
            found.next();
            return found.getInt(1);
        }
    }

    /** Inserts tokens while no server has the database open. */
    private static void giveTokens(Path data, String login, int after) throws SQLException {
        try (var connection = connect(data);
                var statement = connection.createStatement()) {
            statement.executeUpdate("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                    + " select " + after + " + x, 1, (select id from users where login = '" + login
                    + "'), 'token ' || x, 'USER_TOKEN', hash('SHA256', '" + login + "' || x),"
                    + " current_timestamp - interval '1' hour from system_range(1, " + REVOKED + ")");
        }
    }

    /** Checks that the killed server's revoked tokens, audit entries and progress end with the same batch. */
    private static int assertWholeBatches(Path data, String task) throws SQLException {
        try (var connection = connect(data);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select done,"
                        + " (select count(*) from access_token where not holds_name and id between 10001 and 20000),"
                        + " (select count(*) from audit_entry where action = 'TOKEN_REVOKED' and thing_id between 10001 and 20000)"
                        + " from background_task where id = " + task)) {
            found.next();
            assertThat(List.of(found.getInt(2), found.getInt(3)))
                    .as("revoked tokens, and their audit entries")
                    .containsOnly(found.getInt(1));
            return found.getInt(1);
        }
    }

    private static Connection connect(Path data) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + data.resolve("latchkey"), "sa", "");
    }

    /** Checks that each token was revoked once, and none generated after the task started. */
    private static void assertRevoked(Api admin, String task) {
        var ended = Tasks.ended(admin, task);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("done")).isEqualTo(REVOKED);
        assertThat(total(admin.get("api/audit_log/search", "action", "TOKEN_REVOKED", "user", "rich")))
                .isEqualTo(REVOKED);
        assertThat(admin.get("api/user_tokens/search", "login", "rich")
                        .json()
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .extracting(token -> token.getString("name"))
                .containsExactly("meanwhile");
    }

    private static String importUsers(Api admin) {
        var lines = IntStream.range(0, IMPORTED).mapToObj(i -> "user%d,User %d".formatted(i, i));
        var csv = Stream.concat(Stream.of("login,name"), lines).collect(Collectors.joining("\n"));
        var imported = admin.send(admin.request("api/users/import")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
        return imported.json().getString("taskId");
    }

    /** Checks that each line was imported once, although servers were killed meanwhile. */
    private static void assertImported(Api admin, String task) {
        var ended = Tasks.ended(admin, task);
        assertThat(ended.getString("state")).isEqualTo("DONE");
        assertThat(ended.getInt("done")).isEqualTo(IMPORTED);
        assertThat(ended.getInt("failed")).isZero();
        assertThat(total(admin.get("api/users/search", "q", "user"))).isEqualTo(IMPORTED);
        assertThat(total(admin.get("api/audit_log/search", "action", "USER_CREATED", "actor", "admin")))
                .as("imported users, and the two with tokens")
                .isEqualTo(IMPORTED + 2);
    }

    private static int total(Api.Answer answer) {
        return answer.json().getJsonObject("paging").getInt("total");
    }

    private static void generate(Api admin, String name, Map<String, String> live) {
        var answer = admin.post("api/user_tokens/generate", "name", name);
        live.put(name, answer.json().getString("token"));
    }

    private static Set<String> names(Api admin) {
        return names(admin, "admin");
    }

    private static Set<String> names(Api admin, String login) {
        return admin
                .get("api/user_tokens/search", "login", login)
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(token -> token.getString("name"))
                .collect(Collectors.toSet());
    }

    private static boolean isGood(LatchkeyServer server, String token) {
        return server.api()
                .withBearer(token)
                .get("api/authentication/validate")
                .json()
                .getBoolean("valid");
    }
}
