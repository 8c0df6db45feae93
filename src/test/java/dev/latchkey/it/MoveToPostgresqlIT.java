package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server on PostgreSQL continues with the data of one on the embedded database. {@code EmbeddedDataTest} compares the tables. */
@TestMethodOrder(OrderAnnotation.class)
class MoveToPostgresqlIT {

    private static final String MOVE = "--move-to-postgresql";
    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final List<String> LISTS = List.of(
            "api/users/search",
            "api/user_groups/search",
            "api/user_groups/users?name=builders",
            "api/user_tokens/search?login=ann",
            "api/projects/search",
            "api/settings/values");

    private static final Postgres POSTGRES = new Postgres();

    private static LatchkeyServer embedded;
    private static Path data;
    private static String token;
    private static String revoked;
    private static List<String> lists;

    @BeforeAll
    static void fill() {
        embedded = LatchkeyServer.start(Map.of());
        data = embedded.folder().resolve("data");
        embedded.createUser("ann", "Änne Übelgrün – ß", PASSWORD);
        var admin = embedded.admin();
        admin.post("api/user_groups/create", "name", "builders", "description", "Die für Übersetzungen");
        admin.post("api/user_groups/add_user", "name", "builders", "login", "ann");
        admin.post("api/projects/create", "project", "web", "name", "Wéb");
        var ann = embedded.api().withPassword("ann", PASSWORD);
        token = ann.post("api/user_tokens/generate", "name", "büild").json().getString("token");
        revoked = ann.post("api/user_tokens/generate", "name", "gone").json().getString("token");
        ann.post("api/user_tokens/revoke", "name", "gone");
        lists = lists(admin);
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    @Test
    @Order(1)
    void refusesWithoutAddressWithoutDataAndWhileAServerRuns() {
        assertRefused(Map.of(), data, "LATCHKEY_DB_URL=: is missing; ");
        var empty = data.resolveSibling("empty");
        assertRefused(POSTGRES.environment(), empty, "LATCHKEY_DATA_DIR=" + empty + ": has no embedded database; ");
        assertRefused(
                POSTGRES.environment(),
                data,
                "LATCHKEY_DATA_DIR=" + data + ": is in use by another running Latchkey; ");
        assertThat(POSTGRES.texts("select tablename from pg_tables where schemaname = 'public'"))
                .isEmpty();
    }

    @Test
    @Order(2)
    void movesEverythingOfAKilledServer() throws Exception {
        embedded.kill();
        var file = data.resolve("latchkey.mv.db");
        var before = Files.readAllBytes(file);

        try (var command = LatchkeyServer.launch(environment(POSTGRES.environment(), data), MOVE)) {
            assertThat(command.exitCode()).as(command.log()).isZero();
            assertThat(command.log()).contains("users: 2 rows").contains("The data is in PostgreSQL. ");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        try (var server = LatchkeyServer.launch(environment(POSTGRES.environment(), data))) {
            server.awaitReady();
            assertThat(status(server.api().withBearer(token))).isEqualTo(200);
            assertThat(status(server.api().withPassword("ann", PASSWORD))).isEqualTo(200);
            assertThat(status(server.api().withBearer(revoked))).isEqualTo(401);
            assertThat(lists(server.api().asAdmin())).isEqualTo(lists);
            var admin = server.admin();
            assertThat(admin.get("api/audit_log/verify").json().getBoolean("valid"))
                    .isTrue();
            for (var next : List.of("ben", "cem")) {
                assertThat(admin.post("api/users/create", "login", next, "name", next, "password", PASSWORD)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @Order(3)
    void refusesADatabaseThatHasUsers() {
        var users = POSTGRES.count("select count(*) from users");

        assertRefused(POSTGRES.environment(), data, "the PostgreSQL database has users; ");

        assertThat(POSTGRES.count("select count(*) from users")).isEqualTo(users);
    }

    private static int status(Api caller) {
        return caller.get("api/users/current").status();
    }

    /** Without the moments of last connections and uses, which these calls change. */
    private static List<String> lists(Api admin) {
        return LISTS.stream()
                .map(path -> admin.get(path).text().replaceAll(",?\"\\w*[lL]ast\\w+\":(\"[^\"]*\"|\\{[^}]*})", ""))
                .toList();
    }

    private static void assertRefused(Map<String, String> database, Path folder, String beginning) {
        try (var command = LatchkeyServer.launch(environment(database, folder), MOVE)) {
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.log().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Latchkey cannot move the data: " + beginning);
        }
    }

    private static Map<String, String> environment(Map<String, String> database, Path folder) {
        var all = new HashMap<>(database);
        all.put("LATCHKEY_DATA_DIR", folder.toString());
        all.put("LATCHKEY_ADMIN_PASSWORD", LatchkeyServer.ADMIN_PASSWORD);
        return all;
    }
}
