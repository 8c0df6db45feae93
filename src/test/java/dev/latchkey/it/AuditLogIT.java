package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The audit log of a running server, on a PostgreSQL in which somebody tampers with it by hand. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditLogIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final Postgres database = new Postgres();
    private final LatchkeyServer server = LatchkeyServer.start(database.environment());
    private final Api admin = server.admin();
    private final Api ann = server.api().withPassword("ann", PASSWORD);

    @BeforeAll
    void createAnn() {
        create("ann");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void create(String login) {
        var created = admin.post("api/users/create", "login", login, "name", login, "password", PASSWORD);
        assertThat(created.status()).isEqualTo(200);
    }

    /** What was kept while this was done, the oldest first: action, who, whom, thing, and whether it was refused. */
    private List<String> keptWhile(Runnable done) {
        var before = entries().size();
        done.run();
        var after = entries();
        return IntStream.iterate(after.size() - before - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(after::get)
                .map(AuditLogIT::told)
                .toList();
    }

    private List<JsonObject> entries() {
        var answer = admin.get("api/audit_log/search", "ps", "500");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getJsonArray("entries").getValuesAs(JsonObject.class);
    }

    private static String told(JsonObject entry) {
        return String.join(
                " ",
                entry.getString("action"),
                entry.getString("actor", "-"),
                entry.getString("channel"),
                entry.getString("user", "-"),
                entry.getString("thingName", "-"),
                entry.getBoolean("refused") ? "refused" : "done");
    }

    private static String generated(Answer answer) {
        return answer.json().getString("token");
    }

    @Test
    void everyActionLeavesExactlyOneEntry() {
        assertThat(keptWhile(() -> create("bob"))).containsExactly("USER_CREATED admin API bob - done");
        assertThat(keptWhile(() -> ann.post("api/user_tokens/generate", "name", "ci")))
                .containsExactly("TOKEN_GENERATED ann API ann ci done");
        assertThat(keptWhile(() -> admin.post("api/user_tokens/revoke", "login", "ann", "name", "ci")))
                .containsExactly("TOKEN_REVOKED admin API ann ci done");
        assertThat(keptWhile(() -> admin.post("api/user_tokens/revoke", "login", "ann", "name", "ci")))
                .as("nothing was there to be revoked")
                .isEmpty();
        var session = List.of("login", "ann", "password", PASSWORD).toArray(String[]::new);
        assertThat(keptWhile(() -> server.api().post("api/authentication/login", session)))
                .containsExactly("SIGNED_IN ann API ann - done");
        assertThat(keptWhile(() -> admin.get("api/audit_log/export")))
                .containsExactly("AUDIT_LOG_EXPORTED admin API - - done");
    }

    @Test
    void aDeactivationKeepsWhatComesWithIt() {
        create("dan");
        admin.post("api/user_tokens/generate", "login", "dan", "name", "one");
        assertThat(keptWhile(() -> admin.post("api/users/deactivate", "login", "dan")))
                .containsExactlyInAnyOrder(
                        "USER_DEACTIVATED admin API dan - done", "TOKEN_REVOKED admin API dan one done");
    }

    @Test
    void whatIsRefusedIsKeptOnce() {
        assertThat(keptWhile(() -> ann.post("api/users/create", "login", "eve", "name", "e", "password", PASSWORD)))
                .containsExactly("CALL_REFUSED ann API - - refused");
        assertThat(keptWhile(() -> ann.get("api/user_tokens/search", "login", "admin")))
                .containsExactly("CALL_REFUSED ann API - - refused");
        assertThat(keptWhile(() -> ann.get("api/audit_log/search")))
                .containsExactly("CALL_REFUSED ann API - - refused");
        assertThat(keptWhile(() -> ann.get("api/audit_log/export")))
                .containsExactly("CALL_REFUSED ann API - - refused");
    }

    @Test
    void aFailedSignInNamesTheUserButNeverWhatWasTyped() {
        assertThat(keptWhile(() -> server.api().withPassword("ann", "wr0ng").get("api/users/current")))
                .containsExactly("SIGN_IN_FAILED - API ann - refused");
        var typed = "my-Passw0rd-in-the-wrong-field";
        assertThat(keptWhile(() -> server.api().post("api/authentication/login", "login", typed, "password", "x")))
                .containsExactly("SIGN_IN_FAILED - API - - refused");
        assertThat(admin.get("api/audit_log/export").text())
                .doesNotContain(typed)
                .doesNotContain("wr0ng");
    }

    @Test
    void aChangeThatIsRefusedLeavesNoEntry() {
        assertThat(keptWhile(() -> admin.post("api/users/create", "login", "ann", "name", "x", "password", PASSWORD)))
                .isEmpty();
        assertThat(keptWhile(
                        () -> ann.post("api/user_tokens/generate", "name", "late", "expirationDate", "2020-01-01")))
                .isEmpty();
    }

    @Test
    void noChangeWithoutItsEntry() {
        database.execute("alter table audit_entry rename to audit_entry_away");
        try {
            var created = admin.post("api/users/create", "login", "flo", "name", "flo", "password", PASSWORD);
            assertThat(created.status()).isEqualTo(500);
        } finally {
            database.execute("alter table audit_entry_away rename to audit_entry");
        }
        assertThat(admin.get("api/users/search", "q", "flo").json().getJsonArray("users"))
                .isEmpty();
        assertThat(verify().getBoolean("valid")).isTrue();
    }

    @Test
    void holdsNoSecret() {
        var token = generated(ann.post("api/user_tokens/generate", "name", "secret"));
        server.api().withBearer(token).get("api/users/create");
        server.api().withBearer(token).get("api/" + token);
        server.api().withBearer(token).get("user/" + token);
        var export = admin.get("api/audit_log/export").text();
        assertThat(Secrets.seen()).noneMatch(export::contains);
    }

    @Test
    void isFilteredByWhoWhomWhatAndWhen() {
        var refused = admin.get("api/audit_log/search", "actor", "admin", "user", "ann", "action", "USER_CREATED");
        assertThat(refused.json().getJsonObject("paging").getInt("total")).isEqualTo(1);
        assertThat(total("from", "2100-01-01")).isZero();
        assertThat(total("until", "2100-01-01", "channel", "SERVER")).isEqualTo(1);
        assertThat(total("actor", "nobody-of-that-name")).isZero();
        assertThat(admin.get("api/audit_log/search", "channel", "DOOR").status())
                .isEqualTo(400);
        assertThat(admin.get("api/audit_log/search", "q", "x".repeat(256)).status())
                .isEqualTo(400);
        assertThat(admin.post("api/audit_log/search").status()).isEqualTo(405);
    }

    private int total(String... filter) {
        return admin.get("api/audit_log/search", filter)
                .json()
                .getJsonObject("paging")
                .getInt("total");
    }

    @Test
    void namesTheRowThatSomebodyTamperedWith() {
        var row = "chain = 1 and position = 2";
        tamper("update audit_entry set actor_id = 2 where " + row);
        assertThat(verify().getJsonObject("fault").getString("entry")).isEqualTo("1-2");
        assertThat(verify().getJsonObject("fault").getString("kind")).isEqualTo("CHANGED");
        tamper("update audit_entry set actor_id = 1 where " + row);
        assertThat(verify().getBoolean("valid")).isTrue();
    }

    private JsonObject verify() {
        return admin.get("api/audit_log/verify").json();
    }

    private void tamper(String sql) {
        database.execute("alter table audit_entry disable trigger user; " + sql
                + "; alter table audit_entry enable trigger user");
    }
}
