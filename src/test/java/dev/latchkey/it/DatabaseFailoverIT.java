package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database dies while two servers work with it, and its standby becomes the primary. */
class DatabaseFailoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 20;

    /** Values whose generation was answered with 200, and that nobody revokes. */
    private final Set<String> good = ConcurrentHashMap.newKeySet();

    /** Values whose revocation was answered with 204. */
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final Semaphore revocations = new Semaphore(0);
    private final Semaphore outages = new Semaphore(0);
    private final AtomicBoolean stop = new AtomicBoolean();

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
        var threads = Executors.newFixedThreadPool(4);
        try (var primary = DatabaseServer.start(
                        folder.resolve("primary"),
                        ports.get(0),
                        Map.of("synchronous_commit", "on", "synchronous_standby_names", "standby"));
                var standby = DatabaseServer.start(folder.resolve("standby"), ports.get(1), Map.of());
                var first = LatchkeyServer.start(environment);
                var second = LatchkeyServer.start(environment)) {
            for (var server : List.of(first, second, first, second)) {
                var admin = server.admin();
                threads.execute(() -> generateAndRevoke(admin));
            }
            await(revocations, ENOUGH);

            primary.kill();
            await(outages, 1);
            standby.execute("select pg_promote()");

            awaitReady(first);
            awaitReady(second);
            revocations.drainPermits();
            await(revocations, ENOUGH);
            stop.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            assertThat(statuses).isSubsetOf(200, 204, 503);
            for (var server : List.of(first, second)) {
                assertThat(good).allMatch(value -> status(server, value) == 200);
                assertThat(revoked).allMatch(value -> status(server, value) == 401);
            }
        } finally {
            threads.shutdownNow();
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

    /** Of every two tokens, revokes one. */
    private void generateAndRevoke(Api admin) {
        for (int i = 0; !stop.get(); i++) {
            var name = Thread.currentThread().getName() + " " + i;
            var generated = admin.post("api/user_tokens/generate", "name", name);
            count(generated.status());
            if (generated.status() != 200) {
                continue;
            }
            var value = Secrets.remember(generated.json().getString("token"));
            if (i % 2 == 0) {
                good.add(value);
                continue;
            }
            var status = admin.post("api/user_tokens/revoke", "name", name).status();
            count(status);
            if (status == 204) {
                revoked.add(value);
                revocations.release();
            }
        }
    }

    private void count(int status) {
        statuses.add(status);
        if (status == 503) {
            outages.release();
        }
    }

    private static int status(LatchkeyServer server, String value) {
        return server.api().withBearer(value).get("api/users/current").status();
    }

    private static void await(Semaphore event, int times) throws InterruptedException {
        assertThat(event.tryAcquire(times, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void awaitReady(LatchkeyServer server) {
        Await.until(PATIENCE, () -> server.api().get("health/ready").status() == 200);
    }
}
