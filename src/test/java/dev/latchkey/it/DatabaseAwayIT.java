package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On PostgreSQL the server behaves the same, reports an outage of the database and recovers after it. */
class DatabaseAwayIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** After the first, a connection is tried for 5 s before it is lent, and a new one for 10 s. */
    private static final Duration THREE_REFUSALS = Duration.ofSeconds(45);

    @Test
    void answersOnPostgresqlAndOutlivesItsOutage(@TempDir Path folder) throws Exception {
        var databasePort = LatchkeyServer.freePort();
        var database = start(folder, databasePort);
        try (var server = LatchkeyServer.start(environment(databasePort))) {
            answersAsTheReferenceProductDoes(server.api());
            var admin = server.admin();
            var program = bearer(server, admin, "outage");
            var cookie = cookie(server.api());

            database.close();

            saysThatTheDatabaseIsAway(server.api(), program, cookie);

            database = start(folder, databasePort);

            recovers(program);
            assertThat(server.api().get("health/ready").status()).isEqualTo(200);
            assertThat(server.log()).containsOnlyOnce("Latchkey is ready");
        } finally {
            database.close();
        }
    }

    /** The network is cut: no packet comes back, not even that the connection is closed. */
    @Test
    void answersWhileTheDatabaseIsSilent(@TempDir Path folder) throws Exception {
        var databasePort = LatchkeyServer.freePort();
        try (var database = start(folder, databasePort);
                var server = LatchkeyServer.start(environment(databasePort))) {
            var admin = server.admin();
            var program = bearer(server, admin, "good");
            var leaked = bearer(server, admin, "leaked");
            assertThat(admin.post("api/user_tokens/revoke", "name", "leaked").status())
                    .isEqualTo(204);

            database.silence();
            try {
                var begin = Instant.now();
                assertThat(server.api().get("health/ready").status()).isEqualTo(503);
                assertThat(program.get("api/user_tokens/search").status()).isEqualTo(503);
                assertThat(leaked.get("api/user_tokens/search").status()).isEqualTo(503);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(THREE_REFUSALS);
            } finally {
                database.goOn();
            }

            recovers(program);
            assertThat(leaked.get("api/user_tokens/search").status()).isEqualTo(401);
            assertThat(server.api().get("health/ready").status()).isEqualTo(200);
        }
    }

    private static Api bearer(LatchkeyServer server, Api admin, String name) {
        return server.api()
                .withBearer(admin.post("api/user_tokens/generate", "name", name)
                        .json()
                        .getString("token"));
    }

    private static Map<String, String> environment(int databasePort) {
        return Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "LATCHKEY_DB_USER",
                "postgres");
    }

    private static void answersAsTheReferenceProductDoes(Api api) {
        var replay = new Conformance(api);
        assertThat(Conformance.scenarios().stream()
                        .flatMap(scenario -> scenario.getJsonArray("steps").getValuesAs(JsonObject.class).stream())
                        .flatMap(step -> replay.replay(step).stream()))
                .isEmpty();
    }

    private static void saysThatTheDatabaseIsAway(Api anybody, Api program, String cookie) {
        var answer = program.get("api/user_tokens/search");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errors()).containsExactly("The database is not responding. Try again in a few seconds.");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");

        var page = anybody.send(anybody.request("user/list").header("Cookie", cookie));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("The database is not responding.");

        var health = anybody.get("health/ready");
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().getString("status")).isEqualTo("DOWN");
    }

    private static void recovers(Api program) {
        var status = Await.value(
                RECOVERY, () -> program.get("api/user_tokens/search").status(), other -> other != 503);
        assertThat(status).isEqualTo(200);
    }

    private static String cookie(Api anybody) {
        var signedIn = anybody.post(
                "api/authentication/login",
                "login",
                LatchkeyServer.ADMIN_LOGIN,
                "password",
                LatchkeyServer.ADMIN_PASSWORD);
        return signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static DatabaseServer start(Path folder, int port) throws IOException {
        return DatabaseServer.start(folder.resolve("postgresql"), port, Map.of());
    }
}
