package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of a running server, and tampering with it in PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
@OnEveryServer
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
        server.createUser(login, login, PASSWORD);
    }

    /** Entries recorded meanwhile, oldest first: action, actor, channel, user, thing and outcome. */
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
        assertThat(keptWhile(() -> admin.post("api/users/create", "login", "bob", "name", "b", "password", PASSWORD)))
                .containsExactly("USER_CREATED admin API bob - done");
        assertThat(keptWhile(() -> ann.post("api/user_tokens/generate", "name", "ci")))
                .containsExactly("TOKEN_GENERATED ann API ann ci done");
        assertThat(keptWhile(() -> admin.post("api/user_tokens/revoke", "login", "ann", "name", "ci")))
                .containsExactly("TOKEN_REVOKED admin API ann ci done");
        assertThat(keptWhile(() -> admin.post("api/user_tokens/revoke", "login", "ann", "name", "ci")))
                .as("no token to revoke")
                .isEmpty();
        assertThat(keptWhile(() -> signIn("ann"))).containsExactly("SIGNED_IN ann API ann - done");
        assertThat(keptWhile(() -> admin.get("api/audit_log/export")))
                .containsExactly("AUDIT_LOG_EXPORTED admin API - - done");
    }

    @Test
    void whoeverSignsInInTheBrowserOfAnotherSignsThatOneOut() {
        create("guy");
        var cookie = signIn("ann");
        assertThat(keptWhile(() -> signIn("guy", "Cookie", cookie)))
                .containsExactly("SIGNED_OUT guy API ann - done", "SIGNED_IN guy API guy - done");
        assertThat(withCookie("api/users/current", cookie).status()).isEqualTo(401);
    }

    @Test
    void anEntryOfAPageSaysSo() {
        var cookie = signIn("ann");
        assertThat(keptWhile(() -> withCookie("user/list", cookie)))
                .containsExactly("CALL_REFUSED ann PAGE - - refused");
    }

    @Test
    void saysWithWhichTokenSomebodyCame() {
        var token = generated(ann.post("api/user_tokens/generate", "name", "deploy"));
        server.api().withBearer(token).post("api/user_tokens/generate", "name", "by-deploy");
        var entry = entries().get(0);
        assertThat(entry.getString("thingName")).isEqualTo("by-deploy");
        assertThat(entry.getString("actorToken")).isEqualTo("deploy");
        assertThat(entry.getString("actorTokenId")).matches("\\d+");
        assertThat(admin.get("api/audit_log/export").text())
                .contains(",\"actorTokenId\":" + entry.getString("actorTokenId") + ",");
        ann.post("api/user_tokens/revoke", "name", "by-deploy");
        assertThat(entries().get(0)).as("a call with a password has no token").doesNotContainKey("actorTokenId");
        assertThat(verify().getBoolean("valid")).isTrue();
    }

    @Test
    void anExportSaysWhatOf() {
        admin.get("api/audit_log/export", "user", "ann", "q", "my-own-words", "channel", "API");
        var details = entries().get(0).getJsonObject("details").getString("filter");
        assertThat(details).matches("q=… user=\\d+ channel=API");
    }

    @Test
    void anExportOfTokensSaysWhichButNamesNobody() {
        admin.get("api/user_tokens/export", "login", "ann", "status", "ALL", "unusedForDays", "90");
        var details = entries().get(0).getJsonObject("details").getString("filter");
        assertThat(details).isEqualTo("login=… status=ALL unusedForDays=90");
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
                .containsExactly("CALL_REFUSED ann API admin - refused");
        assertThat(keptWhile(() -> ann.post("api/users/deactivate", "login", "admin")))
                .containsExactly("CALL_REFUSED ann API admin - refused");
        assertThat(keptWhile(() -> ann.get("api/audit_log/search")))
                .containsExactly("CALL_REFUSED ann API - - refused");
        assertThat(keptWhile(() -> ann.get("api/audit_log/export")))
                .containsExactly("CALL_REFUSED ann API - - refused");
    }

    @Test
    void aFailedSignInNamesTheUserButNeverWhatWasTyped() {
        assertThat(keptWhile(() -> server.api().withPassword("ann", "wr0ng").get("api/users/current")))
                .containsExactly("SIGN_IN_FAILED - API ann - refused");
        assertThat(keptWhile(() -> ann.post(
                        "api/users/change_password", "login", "ann", "previousPassword", "wr0ng-too", "password", "x")))
                .containsExactly("SIGN_IN_FAILED ann API ann - refused");
        assertThat(keptWhile(() -> server.api().withPassword("ann", "wr0ng").get("api/users/current")))
                .as("repeating a wrong password is no new guess")
                .isEmpty();
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
    void noSignInAndNoSignOutWithoutItsEntry() {
        var cookie = signIn("ann");
        var sessions = database.count("select count(*) from user_session");
        database.execute("alter table audit_entry rename to audit_entry_away");
        try {
            assertThat(login("ann").headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(server.api()
                            .send(server.api()
                                    .request("api/authentication/logout")
                                    .header("Cookie", cookie)
                                    .POST(BodyPublishers.noBody()))
                            .status())
                    .isEqualTo(500);
        } finally {
            database.execute("alter table audit_entry_away rename to audit_entry");
        }
        assertThat(database.count("select count(*) from user_session")).isEqualTo(sessions);
        assertThat(withCookie("api/users/current", cookie).status()).isEqualTo(200);
        assertThat(verify().getBoolean("valid")).isTrue();
    }

    private String signIn(String login, String... header) {
        var cookie = login(login, header).headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.split(";")[0];
    }

    private Answer login(String login, String... header) {
        var request = server.api()
                .request("api/authentication/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=" + login + "&password=" + PASSWORD));
        return server.api().send(header.length == 0 ? request : request.headers(header));
    }

    private Answer withCookie(String path, String cookie) {
        return server.api().send(server.api().request(path).header("Cookie", cookie));
    }

    @Test
    void whoLosesAGroupIsNamedWhenItGoes() {
        admin.post("api/user_groups/create", "name", "fleeting");
        admin.post("api/user_groups/add_user", "name", "fleeting", "login", "ann");
        assertThat(keptWhile(() -> admin.post("api/user_groups/delete", "name", "fleeting")))
                .containsExactly(
                        "GROUP_MEMBER_REMOVED admin API ann fleeting done", "GROUP_DELETED admin API - fleeting done");
        admin.post("api/users/update", "login", "ann", "email", "ann@example.org");
        assertThat(entries().get(0).getJsonObject("details").getString("fields"))
                .isEqualTo("email");
    }

    @Test
    void theFirstUseOfARotatedTokenIsTheDoingOfWhoUsesIt() {
        ann.post("api/user_tokens/generate", "name", "rotated");
        var rotated = generated(ann.post("api/user_tokens/rotate", "name", "rotated", "untilFirstUse", "true"));
        assertThat(keptWhile(() -> server.api().withBearer(rotated).get("api/users/current")))
                .containsExactly("TOKEN_REVOKED ann API ann rotated done");
    }

    @Test
    void everyOtherActionLeavesExactlyOneEntry() {
        create("zoe");
        var calls = List.of(
                List.of("GROUP_CREATED", "user_groups/create", "name", "crew"),
                List.of("GROUP_UPDATED", "user_groups/update", "currentName", "crew", "description", "d"),
                List.of("GROUP_MEMBER_ADDED", "user_groups/add_user", "name", "crew", "login", "zoe"),
                List.of("GROUP_MEMBER_REMOVED", "user_groups/remove_user", "name", "crew", "login", "zoe"),
                List.of("GROUP_DELETED", "user_groups/delete", "name", "crew"),
                List.of("PROJECT_CREATED", "projects/create", "project", "key", "name", "Name"),
                List.of("PROJECT_DELETED", "projects/delete", "project", "key"),
                List.of("USER_UPDATED", "users/update", "login", "zoe", "name", "Zoë"),
                List.of("PASSWORD_CHANGED", "users/change_password", "login", "zoe", "password", "0ther-" + PASSWORD),
                List.of("LOGIN_CHANGED", "users/update_login", "login", "zoe", "newLogin", "zoo"),
                List.of("USER_DEACTIVATED", "users/deactivate", "login", "zoo"),
                List.of("USER_REACTIVATED", "users/create", "login", "zoo", "name", "Z", "password", PASSWORD),
                List.of("TOKEN_GENERATED", "user_tokens/generate", "login", "zoo", "name", "one"),
                List.of("TOKEN_ROTATED", "user_tokens/rotate", "login", "zoo", "name", "one", "untilFirstUse", "true"),
                List.of(
                        "POLICY_CHANGED",
                        "settings/set",
                        "key",
                        "sonar.auth.token.max.allowed.lifetime",
                        "value",
                        "1 year"),
                List.of("POLICY_CHANGED", "settings/reset", "keys", "sonar.auth.token.max.allowed.lifetime"));
        for (var call : calls) {
            var parameters = call.subList(2, call.size()).toArray(String[]::new);
            assertThat(keptWhile(() -> admin.post("api/" + call.get(1), parameters)))
                    .as(call.toString())
                    .singleElement()
                    .asString()
                    .startsWith(call.get(0) + " admin API ");
        }
        assertThat(keptWhile(() -> admin.get("api/user_tokens/export")))
                .containsExactly("INVENTORY_EXPORTED admin API - - done");
        admin.post("api/users/deactivate", "login", "zoo");
        assertThat(keptWhile(() -> admin.post("api/users/deactivate", "login", "zoo", "anonymize", "true")))
                .singleElement()
                .asString()
                .startsWith("USER_ANONYMIZED admin API removed-");
        var cookie = signIn("ann");
        assertThat(keptWhile(() -> server.api()
                        .send(server.api()
                                .request("api/authentication/logout")
                                .header("Cookie", cookie)
                                .POST(BodyPublishers.noBody()))))
                .containsExactly("SIGNED_OUT ann API ann - done");
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
        assertThat(admin.get("api/audit_log/search", "q", "x".repeat(401)).status())
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

    @Test
    void aSealedLogIsCheckedElsewhere(@TempDir Path folder) throws IOException, InterruptedException {
        var seal = admin.post("api/audit_log/seal");
        assertThat(seal.status()).as(seal.text()).isEqualTo(200);
        assertThat(ann.post("api/audit_log/seal").status()).isEqualTo(403);
        assertThat(ann.get("api/audit_log/key").status()).isEqualTo(403);
        var key = folder.resolve("key.pem");
        Files.writeString(key, admin.get("api/audit_log/key").json().getString("publicKey"));
        var seals = Files.writeString(folder.resolve("seals"), seal.text());
        var export = folder.resolve("audit-log.json");
        Files.writeString(export, admin.get("api/audit_log/export").text());

        var verdict = ExportChecks.check(export, key, seals);
        assertThat(verdict.exitCode()).as(verdict.said()).isZero();
        assertThat(verdict.said().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("\\d+ entries, all unchanged, and none is missing; they match the \\d+ seals, .*");
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
