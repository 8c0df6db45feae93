package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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

    @Test
    void answersOnPostgresqlAndOutlivesItsOutage(@TempDir Path folder) throws Exception {
        var databasePort = LatchkeyServer.freePort();
        var database = start(folder, databasePort);
        try (var server = LatchkeyServer.start(Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "LATCHKEY_DB_USER",
                "postgres"))) {
            answersAsTheReferenceProductDoes(server.api());
            var admin = server.admin();
            var program = server.api()
                    .withBearer(admin.post("api/user_tokens/generate", "name", "outage")
                            .json()
                            .getString("token"));
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
        var deadline = Instant.now().plus(RECOVERY);
        var status = 503;
        while (status == 503 && Instant.now().isBefore(deadline)) {
            status = program.get("api/user_tokens/search").status();
        }
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

    private static EmbeddedPostgres start(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .start();
    }
}
