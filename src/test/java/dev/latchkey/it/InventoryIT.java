package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's inventory of all tokens. */
@OnEveryDatabase
@OnEveryServer
class InventoryIT {

    private static final String OWNER = "inventory." + System.nanoTime();
    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final LatchkeyServer server;
    private final Api admin;
    private final Api owner;

    InventoryIT() {
        server = LatchkeyServer.shared();
        admin = server.admin();
        owner = owner(server);
    }

    private static Api owner(LatchkeyServer server) {
        return server.api().withPassword(OWNER, PASSWORD);
    }

    @BeforeAll
    static void createOwner() {
        var admin = LatchkeyServer.shared().admin();
        var owner = owner(LatchkeyServer.shared());
        admin.post("api/users/create", "login", OWNER, "name", "Inventory", "password", PASSWORD);
        for (var name : List.of("b", "c", "a")) {
            admin.post("api/user_tokens/generate", "login", OWNER, "name", name);
        }
        owner.post("api/user_tokens/generate", "name", "own", "expirationDate", "2999-12-31");
        admin.post("api/user_tokens/generate", "login", OWNER, "name", "gone");
        admin.post("api/user_tokens/revoke", "login", OWNER, "name", "gone");
    }

    @Test
    void listsWhatEverybodyHas() {
        var found = admin.get("api/user_tokens/search_all", "owner", OWNER, "sort", "NAME");

        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(names(found.json())).containsExactly("a", "b", "c", "own");
        assertThat(found.json().getInt("total")).isEqualTo(4);
        assertThat(found.json().getBoolean("moreThanTotal")).isFalse();
        assertThat(found.json()).doesNotContainKey("after");
        var own = tokens(found.json()).get(3);
        assertThat(own.getString("login")).isEqualTo(OWNER);
        assertThat(own.getString("createdBy")).isEqualTo(OWNER);
        assertThat(own.getString("hint")).matches("lku_….{4}");
        assertThat(own.getString("expirationDate")).isEqualTo("2999-12-31T00:00:00+0000");
        assertThat(own.getString("status")).isEqualTo("LIVE");
    }

    @Test
    void tellsWhatBecameOfATokenThatEnded() {
        var found = admin.get("api/user_tokens/search_all", "owner", OWNER, "status", "REVOKED");

        var gone = tokens(found.json()).stream()
                .filter(token -> token.getString("name").equals("gone"))
                .findFirst()
                .orElseThrow();
        assertThat(gone.getString("endReason")).isEqualTo("ADMINISTRATOR");
        assertThat(gone.getString("endedBy")).isEqualTo(LatchkeyServer.ADMIN_LOGIN);
    }

    @Test
    void filtersByCreatorAndExpiration() {
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "creator", OWNER)
                        .json()))
                .containsExactly("own");
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "neverExpires", "true")
                        .json()))
                .containsExactly("a", "c", "b");
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "unusedForDays", "1")
                        .json()))
                .isEmpty();
    }

    @Test
    void goesOnPageByPage() {
        var names = new ArrayList<String>();
        var after = "";
        do {
            var wanted = new ArrayList<>(List.of("owner", OWNER, "sort", "NAME", "asc", "no", "ps", "1"));
            if (!after.isEmpty()) {
                wanted.addAll(List.of("after", after));
            }
            var page = admin.get("api/user_tokens/search_all", wanted.toArray(String[]::new))
                    .json();
            names.addAll(names(page));
            after = page.getString("after", "");
        } while (!after.isEmpty());

        assertThat(names).containsExactly("own", "c", "b", "a");
    }

    @Test
    void isForAdministratorsAlone() {
        assertThat(owner.get("api/user_tokens/search_all").status()).isEqualTo(403);
        assertThat(owner.get("api/user_tokens/export").status()).isEqualTo(403);
        assertThat(owner.post("api/user_tokens/find", "token", generate("hidden"))
                        .status())
                .isEqualTo(403);
        assertThat(owner.post("api/user_tokens/bulk_revoke", "owner", OWNER).status())
                .isEqualTo(403);
        revoke("hidden");
    }

    @Test
    void findsATokenByItsValueEvenWhenItHasEnded() {
        var value = generate("somewhere");

        var good = admin.post("api/user_tokens/find", "token", " " + value + " ");
        revoke("somewhere");
        var ended = admin.post("api/user_tokens/find", "token", value);

        assertThat(good.json().getJsonObject("userToken").getString("login")).isEqualTo(OWNER);
        assertThat(good.json().getJsonObject("userToken").getString("status")).isEqualTo("LIVE");
        assertThat(ended.json().getJsonObject("userToken").getString("name")).isEqualTo("somewhere");
        assertThat(ended.json().getJsonObject("userToken").getString("status")).isEqualTo("REVOKED");
        var kept = admin.get("api/audit_log/search", "user", OWNER, "action", "TOKEN_FOUND");
        assertThat(kept.json().getJsonArray("entries")).hasSize(2);
    }

    /** A well-formed value that belongs to no token. */
    @Test
    void keepsThatSomebodyAskedInVain() {
        var asked = admin.post("api/user_tokens/find", "token", Secrets.remember("lku_" + "0".repeat(30) + "1qH16V"));

        assertThat(asked.status()).isEqualTo(404);
        var kept = admin.get("api/audit_log/search", "action", "TOKEN_NOT_FOUND");
        assertThat(kept.json().getJsonArray("entries")).isNotEmpty();
    }

    @Test
    void marksTheFormerValueOfARotation() {
        generate("turned");
        admin.post("api/user_tokens/rotate", "login", OWNER, "name", "turned", "overlap", "24");

        var found = tokens(
                        admin.get("api/user_tokens/search_all", "login", OWNER).json())
                .stream()
                .filter(token -> token.getString("name").equals("turned"))
                .toList();
        revoke("turned");

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).doesNotContainKeys("isFormer", "endsAt");
        assertThat(found.get(1).getBoolean("isFormer")).isTrue();
        assertThat(found.get(1).getString("endsAt")).endsWith("+0000");
    }

    @Test
    void takesAValueFromTheBodyAlone() {
        var value = generate("in an address");

        var answer = admin.send(admin.request("api/user_tokens/find?token=" + value)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().contains("body");
        revoke("in an address");
    }

    @Test
    void exportsWhatFitsAndLetsNoSpreadsheetCalculate() {
        generate("=1+1");

        var csv = admin.get("api/user_tokens/export", "owner", OWNER, "format", "CSV");
        var json = admin.get("api/user_tokens/export", "owner", OWNER);
        revoke("=1+1");

        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"tokens.csv\"");
        assertThat(csv.text().lines()).hasSize(6);
        assertThat(csv.text()).startsWith("\"id\",\"login\",").contains(",\"'=1+1\",");
        try (var reader = Json.createReader(new StringReader(json.text()))) {
            assertThat(reader.readArray().getValuesAs(JsonObject.class))
                    .extracting(token -> token.getString("name"))
                    .containsExactly("=1+1", "own", "a", "c", "b");
        }
    }

    /** For a client without chunked encoding, the end of the connection marks the end of the file. */
    @Test
    void exportsToClientsOfHttp10() {
        var token = Secrets.remember(admin.post("api/user_tokens/generate", "name", "http 1.0")
                .json()
                .getString("token"));
        var csv = admin.get("api/user_tokens/export", "owner", OWNER, "format", "CSV");

        var old = RawHttp.send(
                server.port(),
                "GET /api/user_tokens/export?owner=" + OWNER + "&format=CSV HTTP/1.0",
                List.of("Authorization: Bearer " + token),
                "");
        admin.post("api/user_tokens/revoke", "name", "http 1.0");

        assertThat(old.status()).isEqualTo(200);
        assertThat(old.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(old.text()).isEqualTo(csv.text());
    }

    @Test
    void revokesWhatFitsAndNothingElse() {
        var values = List.of(generate("bulk 1"), generate("bulk 2"));
        var ids = tokens(admin.get("api/user_tokens/search_all", "owner", OWNER).json()).stream()
                .filter(token -> token.getString("name").startsWith("bulk"))
                .map(token -> token.getString("id"))
                .collect(Collectors.joining(","));

        var asked = admin.post("api/user_tokens/bulk_revoke", "ids", ids, "dryRun", "true");
        var nobody = admin.post("api/user_tokens/bulk_revoke", "login", OWNER.substring(1));
        assertThat(ended(nobody).getInt("done")).isZero();
        var task = ended(admin.post("api/user_tokens/bulk_revoke", "ids", ids, "reason", "LEAKED"));

        assertThat(asked.json().getInt("count")).isEqualTo(2);
        assertThat(asked.json()).doesNotContainKey("taskId");
        assertThat(task.getString("state")).isEqualTo("DONE");
        assertThat(task.getInt("done")).isEqualTo(2);
        assertThat(values)
                .noneMatch(value ->
                        server.api().withBearer(value).get("api/users/current").status() == 200);
        assertThat(names(admin.get("api/user_tokens/search_all", "owner", OWNER, "sort", "NAME")
                        .json()))
                .containsExactly("a", "b", "c", "own");
        var kept = admin.get("api/audit_log/search", "user", OWNER, "action", "TOKEN_REVOKED", "q", "bulk");
        assertThat(kept.json().getJsonArray("entries").getValuesAs(JsonObject.class))
                .hasSize(2)
                .allMatch(entry -> entry.getString("actor").equals(LatchkeyServer.ADMIN_LOGIN))
                .as("with the token that started the task")
                .allMatch(entry -> !entry.getString("actorToken", "").isEmpty())
                .allMatch(entry ->
                        entry.getJsonObject("details").getString("reason").equals("LEAKED"));
    }

    @Test
    void leavesAloneWhatWasGeneratedSinceTheCount() {
        generate("counted");
        var seen = preview("ids", idOf("counted")).getString("asOf");
        revoke("counted");
        generate("counted");

        var task = ended(admin.post("api/user_tokens/bulk_revoke", "ids", idOf("counted"), "asOf", seen));

        assertThat(task.getInt("done")).isZero();
        assertThat(statusOf("counted")).isEqualTo("LIVE");
        revoke("counted");
    }

    @Test
    void revokesTheValueThatACountedTokenHasGotSince() {
        admin.post("api/users/create", "login", "rotating", "name", "Rotating", "password", PASSWORD);
        admin.post("api/user_tokens/generate", "login", "rotating", "name", "leaked");
        var seen = preview("login", "rotating");
        assertThat(seen.getInt("count")).isEqualTo(1);
        var value = admin.post("api/user_tokens/rotate", "login", "rotating", "name", "leaked", "overlap", "0")
                .json()
                .getString("token");

        var task =
                ended(admin.post("api/user_tokens/bulk_revoke", "login", "rotating", "asOf", seen.getString("asOf")));

        assertThat(task.getInt("done")).isEqualTo(1);
        assertThat(server.api()
                        .withBearer(value)
                        .get("api/authentication/validate")
                        .json()
                        .getBoolean("valid"))
                .isFalse();
    }

    @Test
    void refusesToRevokeTokensOfOthersThanWereCounted() {
        for (var login : List.of("seen", "unseen")) {
            admin.post("api/users/create", "login", login, "name", "Somebody", "password", PASSWORD);
            admin.post("api/user_tokens/generate", "login", login, "name", "ci");
        }
        var byLogin = preview("login", "seen").getString("asOf");
        var byName = preview("owner", "unseen").getString("asOf");
        admin.post("api/users/update_login", "login", "seen", "newLogin", "seen.before");
        admin.post("api/users/update_login", "login", "unseen", "newLogin", "seen");

        for (var answer : List.of(
                admin.post("api/user_tokens/bulk_revoke", "login", "seen", "asOf", byLogin),
                admin.post("api/user_tokens/bulk_revoke", "owner", "unseen", "asOf", byName))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.errors()).singleElement().asString().contains("now belongs to other users");
        }
        assertThat(preview("login", "seen").getInt("count")).isEqualTo(1);
    }

    @Test
    void refusesToRevokeMoreThanWasCounted() {
        generate("one");
        generate("two");
        var one = preview("ids", idOf("one"));

        var answer = admin.post(
                "api/user_tokens/bulk_revoke", "ids", idOf("one") + "," + idOf("two"), "asOf", one.getString("asOf"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.errors()).singleElement().asString().contains("confirmed 1 token,", "2 tokens match");
        assertThat(statusOf("one")).isEqualTo("LIVE");
        revoke("one");
        revoke("two");
    }

    @ParameterizedTest
    @CsvSource({
        "dryrun,true,dryrun",
        "expiresuntil,2999-01-01,expiresuntil",
        "neverExpires,false,status=LIVE",
        "status,ALL,status=LIVE",
        "owner,' ',owner"
    })
    void revokesNothingByASlipOfThePen(String name, String value, String told) {
        var answer = name.contains("ry") || name.contains("until")
                ? admin.post("api/user_tokens/bulk_revoke", "login", OWNER, name, value)
                : admin.post("api/user_tokens/bulk_revoke", name, value);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().contains(told);
        assertThat(statusOf("a")).isEqualTo("LIVE");
    }

    @Test
    void neverSearchesForTheValueOfAToken() {
        var value = generate("pasted");

        for (var answer : List.of(
                admin.get("api/user_tokens/search_all", "owner", value),
                admin.get("api/user_tokens/export", "creator", value),
                admin.post("api/user_tokens/bulk_revoke", "login", value))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("user_tokens/find").doesNotContain(value);
        }
        revoke("pasted");
    }

    private JsonObject preview(String... selection) {
        var parameters = new ArrayList<>(List.of(selection));
        parameters.addAll(List.of("dryRun", "true"));
        return admin.post("api/user_tokens/bulk_revoke", parameters.toArray(String[]::new))
                .json();
    }

    private String idOf(String name) {
        return live(name).getString("id");
    }

    private String statusOf(String name) {
        return live(name).getString("status");
    }

    private JsonObject live(String name) {
        return tokens(admin.get("api/user_tokens/search_all", "login", OWNER, "ps", "500")
                        .json())
                .stream()
                .filter(token -> token.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the task that this call started, and returns it. */
    private JsonObject ended(Answer started) {
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        return Tasks.ended(admin, started.json().getString("taskId"));
    }

    private String generate(String name) {
        return admin.post("api/user_tokens/generate", "login", OWNER, "name", name)
                .json()
                .getString("token");
    }

    private void revoke(String name) {
        admin.post("api/user_tokens/revoke", "login", OWNER, "name", name);
    }

    private static List<String> names(JsonObject page) {
        return tokens(page).stream().map(token -> token.getString("name")).toList();
    }

    private static List<JsonObject> tokens(JsonObject page) {
        return page.getJsonArray("userTokens").getValuesAs(JsonObject.class);
    }
}
