package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server starts on the backup of another one that went on working meanwhile. */
class BackupIT {

    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aBackupUnderLoadHasAllThatWasAcknowledgedBefore(@TempDir Path elsewhere) throws Exception {
        var acknowledged = new ConcurrentHashMap<String, String>();
        String revoked;
        String sealedBefore;
        String sealedAfter;
        try (var server = LatchkeyServer.start(Map.of())) {
            var admin = server.admin();
            revoked = generate(admin, "revoked");
            admin.post("api/user_tokens/revoke", "name", "revoked");
            var stopped = new AtomicBoolean();
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; !stopped.get(); i++) {
                            var name = writer + "-" + i;
                            acknowledged.put(name, generate(admin, name));
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new);
            Await.until(PATIENCE, () -> acknowledged.size() >= 5 * WRITERS);
            sealedBefore = admin.post("api/audit_log/seal").text();
            var before = Map.copyOf(acknowledged);

            var made = admin.post("api/system/backup");

            var meanwhile = acknowledged.size();
            stopped.set(true);
            CompletableFuture.allOf(writers).join();
            sealedAfter = admin.post("api/audit_log/seal").text();
            assertThat(made.status()).as(made.text()).isEqualTo(200);
            assertThat(meanwhile).as("tokens after the backup").isGreaterThan(before.size());
            acknowledged.keySet().retainAll(before.keySet());
            var folder = server.folder().toRealPath().resolve("data/backup");
            assertThat(made.json().getString("folder")).isEqualTo(folder.toString());
            assertThat(permissions(folder))
                    .containsOnly(
                            Map.entry("", "rwx------"),
                            Map.entry("latchkey.mv.db", "rw-------"),
                            Map.entry("audit-key.pem", "rw-------"));
            assertThat(admin.get("api/audit_log/search", "action", "DATABASE_BACKED_UP")
                            .json()
                            .getJsonObject("paging")
                            .getInt("total"))
                    .isEqualTo(1);
            copy(folder, elsewhere.resolve("data"));
        }

        var environment = Map.of(
                "LATCHKEY_DATA_DIR",
                elsewhere.resolve("data").toString(),
                "LATCHKEY_ADMIN_PASSWORD",
                LatchkeyServer.ADMIN_PASSWORD);
        try (var restored = LatchkeyServer.start(environment)) {
            for (var token : acknowledged.values()) {
                assertThat(restored.api()
                                .withBearer(token)
                                .get("api/users/current")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(restored.api()
                            .withBearer(revoked)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(401);
            var admin = restored.admin();
            assertThat(admin.get("api/audit_log/verify").json().getBoolean("valid"))
                    .isTrue();
            var export = Files.writeString(
                    elsewhere.resolve("audit.json"),
                    admin.get("api/audit_log/export").text());
            var key = Files.writeString(
                    elsewhere.resolve("key.pem"),
                    admin.get("api/audit_log/key").json().getString("publicKey"));
            assertThat(check(export, key, sealedBefore))
                    .contains("all unchanged, and none is missing")
                    .contains("exit code 0");
            assertThat(check(export, key, sealedAfter))
                    .contains("which was sealed on")
                    .contains("exit code 1");
        }
    }

    private static String generate(Api admin, String name) {
        return admin.post("api/user_tokens/generate", "name", name).json().getString("token");
    }

    private static Map<String, String> permissions(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var found = new HashMap<String, String>();
            for (var file : files.toList()) {
                found.put(
                        folder.relativize(file).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            return found;
        }
    }

    private static void copy(Path folder, Path data) throws IOException {
        Files.createDirectory(data);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
    }

    private static String check(Path export, Path key, String seal) throws IOException, InterruptedException {
        var seals = Files.writeString(export.resolveSibling("seals.txt"), seal);
        var verdict = ExportChecks.check(export, key, seals);
        return verdict.said() + "exit code " + verdict.exitCode();
    }
}
