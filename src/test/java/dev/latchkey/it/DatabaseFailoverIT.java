package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database dies while two servers work with it, and its standby becomes the primary. */
class DatabaseFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatWasAcknowledgedIsKept(@TempDir Path folder) throws Exception {
        var ports = List.of(LatchkeyServer.freePort(), LatchkeyServer.freePort());
        var environment = Map.of(
                "LATCHKEY_DB_URL",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                        .formatted(ports.toArray()),
                "LATCHKEY_DB_USER",
                "postgres",
                "LATCHKEY_LIMIT_GENERATIONS",
                "100000");
        copyOfNewDatabase(folder.resolve("primary"), ports.get(0), folder.resolve("standby"));
        try (var turnover = new Turnover();
                var primary = DatabaseServer.start(
                        folder.resolve("primary"),
                        ports.get(0),
                        Map.of("synchronous_commit", "on", "synchronous_standby_names", "standby"));
                var standby = DatabaseServer.start(folder.resolve("standby"), ports.get(1), Map.of());
                var first = LatchkeyServer.start(environment);
                var second = LatchkeyServer.start(environment)) {
            for (var server : List.of(first, second, first, second)) {
                turnover.begin(server.admin());
            }
            turnover.awaitMore();

            primary.kill();
            turnover.awaitOutage();
            standby.execute("select pg_promote()");

            awaitReady(first);
            awaitReady(second);
            turnover.awaitMore();
            assertThat(turnover.end()).isSubsetOf(200, 204, 503);
            turnover.assertKept(first);
            turnover.assertKept(second);
        }
    }

    private static void copyOfNewDatabase(Path primary, int port, Path standby) throws Exception {
        DatabaseServer.start(primary, port, Map.of()).close();
        assertThat(new ProcessBuilder("cp", "-a", primary.toString(), standby.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Files.createFile(standby.resolve("standby.signal"));
        Files.writeString(
                standby.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=standby'\n");
    }

    private static void awaitReady(LatchkeyServer server) {
        Await.until(PATIENCE, () -> server.api().get("health/ready").status() == 200);
    }
}
