package dev.latchkey.it;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is limited to its scopes, which open the calls that the documentation says. */
@OnEveryDatabase
@OnEveryServer
class ScopesIT {

    private static final Pattern ROW = Pattern.compile("\\| (?:`(latchkey:\\w+)`|none needed) \\| (.+) \\|");
    private static final Pattern CALL = Pattern.compile("`(\\w+/\\w+)`");

    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-43!");

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private Api user;

    @BeforeEach
    void registerDeploy() {
        server.createUser("scoped", "Scoped", PASSWORD);
        user = server.api().withPassword("scoped", PASSWORD);
        assertThat(create("it.deploy", "Deploy", "false").text())
                .isEqualTo("{\"scope\":{\"administratorsOnly\":false,\"description\":\"Deploy\",\"name\":\"it.deploy\","
                        + "\"own\":false}}");
        create("it.release", "Release", "true");
    }

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        admin.post("api/scopes/delete", "name", "it.deploy");
        admin.post("api/scopes/delete", "name", "it.release");
        Tasks.revokeAll(admin, "scoped");
    }

    private Answer create(String name, String description, String administratorsOnly) {
        return admin.post(
                "api/scopes/create",
                "name",
                name,
                "description",
                description,
                "administratorsOnly",
                administratorsOnly);
    }

    /** The documented calls without /api/, with the scope that each needs; blank for none. */
    private static Map<String, String> documented() throws IOException {
        return Files.readAllLines(Path.of("docs/web-api.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .flatMap(row -> CALL.matcher(row.group(2))
                        .results()
                        .map(call -> Map.entry(call.group(1), row.group(1) == null ? "" : row.group(1))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void everyCallIsOpenedByTheScopeThatTheDocumentationNamesAndByNoOther() throws IOException {
        var documented = documented();
        assertThat(calls().map(ScopesIT::name).collect(toSet())).isEqualTo(documented.keySet());
        var scopes =
                documented.values().stream().filter(scope -> !scope.isEmpty()).collect(toSet());
        var withOne = scopes.stream().collect(toMap(scope -> scope, this::administratorWith));
        var withOthers = scopes.stream()
                .collect(toMap(
                        scope -> scope,
                        scope -> administratorWith(scopes.stream()
                                .filter(other -> !other.equals(scope))
                                .toArray(String[]::new))));
        calls().forEach(call -> {
            var words = call.split(" ");
            var scope = documented.getOrDefault(name(call), "");
            if (scope.isEmpty()) {
                assertThat(call(words, administratorWith("it.deploy")).status())
                        .as(call)
                        .isNotIn(401, 403);
                return;
            }
            // with parameters that no call knows, so that none changes anything
            assertThat(call(words, requireNonNull(withOne.get(scope))).status())
                    .as(call)
                    .isNotIn(401, 403);
            var refused = call(words, requireNonNull(withOthers.get(scope)));
            assertThat(refused.status()).as(call).isEqualTo(403);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .as(call)
                    .contains("Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
            assertThat(call.contains("oauth2") ? oauthWords(refused) : refused.errors())
                    .containsExactly("This token needs the scope '" + scope + "' for this call.");
        });
    }

    private static List<String> oauthWords(Answer refused) {
        return List.of(refused.json().getString("error_description"));
    }

    private static Stream<String> calls() {
        return Stream.concat(BadInputIT.calls(), Stream.of("POST oauth2/introspect"));
    }

    /** As in the documentation. */
    private static String name(String call) {
        return call.replaceFirst("^\\w+ (api/)?", "");
    }

    private static Answer call(String[] words, Api caller) {
        return words[0].equals("GET")
                ? caller.get(words[1], "unheard", "of")
                : caller.post(words[1], "unheard", "of", "login", "nobody.here", "ids", "999999999", "dryRun", "true");
    }

    private Api administratorWith(String... scopes) {
        return server.api().withBearer(value(generate(admin, "administrator " + Arrays.hashCode(scopes), scopes)));
    }

    private static Answer generate(Api caller, String name, String... scopes) {
        caller.post("api/user_tokens/revoke", "name", name);
        return caller.post("api/user_tokens/generate", "name", name, "scopes", String.join(",", scopes));
    }

    private static String value(Answer generated) {
        assertThat(generated.status()).as(generated.text()).isEqualTo(200);
        return Secrets.remember(generated.json().getString("token"));
    }

    private static List<String> texts(JsonArray array) {
        return array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    @Test
    void listsShowTheScopesOfATokenAndTheInventoryFindsIt() {
        var generated = generate(user, "deploys", "it.deploy", "latchkey:read");
        assertThat(texts(generated.json().getJsonArray("scopes"))).containsExactly("it.deploy", "latchkey:read");

        var token = server.api().withBearer(value(generated));
        var listed = token.get("api/user_tokens/search").json().getJsonArray("userTokens");
        assertThat(texts(listed.getJsonObject(0).getJsonArray("scopes"))).containsExactly("it.deploy", "latchkey:read");
        assertThat(admin.get("api/user_tokens/search_all", "scope", "it.deploy").text())
                .contains("\"name\":\"deploys\"");
        assertThat(admin.get("api/user_tokens/search_all", "scope", "it.deploy", "login", "admin")
                        .text())
                .doesNotContain("\"name\":\"deploys\"");
        user.post("api/user_tokens/generate", "name", "all");
        assertThat(admin.get("api/user_tokens/search_all", "everyScope", "true", "login", "scoped")
                        .json()
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .extracting(found -> found.getString("name"))
                .containsExactly("all");
        assertThat(admin.get("api/user_tokens/export", "format", "CSV", "login", "scoped")
                        .text())
                .contains("it.deploy latchkey:read");
    }

    @Test
    void aTokenHandsOnNoMoreThanItHas() {
        var token = server.api().withBearer(value(generate(user, "parent", "it.deploy", "latchkey:tokens")));

        var whole = token.post("api/user_tokens/generate", "name", "child");
        assertThat(whole.status()).isEqualTo(403);
        assertThat(whole.errors())
                .containsExactly("This token is limited to scopes, so a new token must name some of them: it.deploy,"
                        + " latchkey:tokens.");
        var more = generate(token, "child", "it.deploy", "latchkey:read");
        assertThat(more.status()).isEqualTo(403);
        assertThat(more.fields()).containsExactly("scopes");
        value(generate(token, "child", "it.deploy"));

        user.post("api/user_tokens/generate", "name", "whole");
        assertThat(token.post("api/user_tokens/rotate", "name", "whole").status())
                .isEqualTo(403);
        assertThat(token.post("api/user_tokens/rotate", "name", "child").status())
                .isEqualTo(200);
    }

    @Test
    void rotationKeepsScopesOrTakesSomeAway() {
        generate(user, "turns", "it.deploy", "latchkey:read");

        var kept = user.post("api/user_tokens/rotate", "name", "turns", "untilFirstUse", "true");
        assertThat(texts(kept.json().getJsonArray("scopes"))).containsExactly("it.deploy", "latchkey:read");
        server.api().withBearer(value(kept)).get("api/users/current");

        generate(user, "narrows", "it.deploy", "latchkey:read");
        var wider = user.post("api/user_tokens/rotate", "name", "narrows", "scopes", "latchkey:tokens");
        assertThat(wider.status()).isEqualTo(400);
        var narrowed = user.post("api/user_tokens/rotate", "name", "narrows", "scopes", "it.deploy");
        assertThat(texts(narrowed.json().getJsonArray("scopes"))).containsExactly("it.deploy");
        assertThat(server.api()
                        .withBearer(value(narrowed))
                        .get("api/users/current")
                        .status())
                .isEqualTo(403);
    }

    /** The second rotation replaces a value that was lost, and takes over from the one before it. */
    @Test
    void whatOneRotationTakesAwayAnotherDoesNotGiveBack() {
        generate(user, "lost", "it.deploy", "latchkey:read");
        user.post("api/user_tokens/rotate", "name", "lost", "scopes", "it.deploy");

        var again = rotateWhenItIsTime("lost");

        assertThat(texts(again.json().getJsonArray("scopes"))).containsExactly("it.deploy");
    }

    /** Within ten seconds, a second rotation is refused. */
    private Answer rotateWhenItIsTime(String name) {
        var answer = user.post("api/user_tokens/rotate", "name", name);
        while (answer.status() == 409) {
            answer = user.post("api/user_tokens/rotate", "name", name);
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void aRefusalForWantOfAScopeIsRecorded() {
        var token = server.api().withBearer(value(generate(user, "curious", "it.deploy")));

        token.get("api/users/search");
        token.get("api/system/health");

        var entries = admin.get("api/audit_log/search", "actor", "scoped", "action", "CALL_REFUSED")
                .text();
        assertThat(entries).contains("GET /api/users/search").contains("GET /api/system/health");
    }

    @Test
    void someScopesAreGivenByAdministratorsAlone() {
        for (var scope : List.of("it.release", "latchkey:audit")) {
            assertThat(generate(user, "release", scope).errors())
                    .containsExactly("Only administrators can give the scope '" + scope + "' to a token.");
        }
        var given = admin.post(
                "api/user_tokens/generate", "login", "scoped", "name", "release", "scopes", "it.release latchkey:read");
        assertThat(texts(given.json().getJsonArray("scopes"))).containsExactly("it.release", "latchkey:read");
    }

    @Test
    void aTokenLosesADeletedScopeForEverAndGainsNothing() {
        var token = server.api().withBearer(value(generate(user, "loses", "it.deploy")));

        admin.post("api/scopes/delete", "name", "it.deploy");
        create("it.deploy", "Another", "false");

        assertThat(token.get("api/users/current").status()).isEqualTo(403);
        assertThat(token.get("api/authentication/validate").json().getBoolean("valid"))
                .isTrue();
        var listed = user.get("api/user_tokens/search").json().getJsonArray("userTokens");
        assertThat(listed.getJsonObject(0).getJsonArray("scopes")).isEmpty();
    }

    @Test
    void thePolicyCanDemandScopes() {
        admin.post("api/settings/set", "key", "latchkey.token.scopes.required", "value", "true");
        try {
            var refused = user.post("api/user_tokens/generate", "name", "whole");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.fields()).containsExactly("scopes");
            value(generate(user, "limited", "latchkey:read"));
        } finally {
            admin.post("api/settings/reset", "keys", "latchkey.token.scopes.required");
        }
    }

    /** As a script with empty variables sends. */
    @ParameterizedTest
    @ValueSource(strings = {",", " , ,"})
    void scopesWithoutANameAreNone(String scopes) {
        var generated = user.post("api/user_tokens/generate", "name", "none", "scopes", scopes);
        assertThat(generated.status()).isEqualTo(400);
        assertThat(generated.fields()).containsExactly("scopes");
        assertThat(generated.errors()).containsExactly("Name at least one scope, or leave the scopes out.");
        var offered = admin.post("api/user_tokens/offer", "login", "scoped", "name", "none", "scopes", scopes);
        assertThat(offered.status()).isEqualTo(400);
        assertThat(offered.fields()).containsExactly("scopes");
    }

    /** The call ignores unknown parameters, but not these: the token would be an unlimited one. */
    @ParameterizedTest
    @ValueSource(strings = {"scope", "network"})
    void aMisspeltLimitIsRefused(String name) {
        for (var call : List.of("generate", "offer", "rotate")) {
            var refused = admin.post("api/user_tokens/" + call, "login", "scoped", "name", "misspelt", name, "x");
            assertThat(refused.status()).as(call).isEqualTo(400);
            assertThat(refused.fields()).as(call).containsExactly(name);
        }
        value(user.post("api/user_tokens/generate", "name", "no " + name, "unheard", "of"));
    }

    /** A mistake of the caller is none of the server's, and the log has no parameters (docs/security.md). */
    @Test
    void aNameThatIsTakenIsNoMatterForTheLog() {
        assertThat(create("it.release", "Again", "false").status()).isEqualTo(400);

        assertThat(server.log()).doesNotContain("it.release");
    }

    @Test
    void namesAndDescriptionsAreChecked() {
        Stream.of("", "with space", "latchkey:more", "x".repeat(101), "über")
                .forEach(name ->
                        assertThat(create(name, "d", "false").fields()).as(name).contains("name"));
        assertThat(create("it.deploy", "Again", "false").errors())
                .containsExactly("A scope with the name 'it.deploy' already exists.");
        assertThat(create("it.other", "", "false").fields()).containsExactly("description");
        assertThat(admin.post("api/scopes/delete", "name", "latchkey:read").status())
                .isEqualTo(400);
        assertThat(generate(user, "unknown", "it.unheard").errors())
                .containsExactly("The scope 'it.unheard' does not exist.");
        var changed = admin.post("api/scopes/update", "name", "it.release", "description", "Changed")
                .json()
                .getJsonObject("scope");
        assertThat(changed.getString("description")).isEqualTo("Changed");
        assertThat(changed.getBoolean("administratorsOnly")).isTrue();
    }
}
