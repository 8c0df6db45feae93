package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.it.Api.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anybody who finds a token where it should not be can report it. */
@OnEveryDatabase
@OnEveryServer
class LeakIT {

    private static final String REPORT = "api/user_tokens/report_leak";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final Api admin = LatchkeyServer.shared().admin();
    private final Api anybody = admin.anonymous();
    private final String name = "leak-" + UUID.randomUUID();

    @Test
    void endsTheTokenAndEverythingThatComesFromIt() {
        var value = generate(admin, name);
        var child = generate(admin.withBearer(value), name + "-child");
        var grandchild = generate(admin.withBearer(child), name + "-grandchild");
        var bystander = generate(admin, name + "-bystander");

        var answer = report(TEXT, "\n" + value + "  https://example.org/found?a=<b>&c=" + value + "\nnonsense\n\n");

        assertTaken(answer);
        assertThat(List.of(value, child, grandchild, bystander))
                .map(this::statusWith)
                .containsExactly(401, 401, 401, 200);
        assertThat(entries())
                .extracting(
                        entry -> entry.getString("thingName"),
                        entry -> entry.getJsonObject("details").getString("reason"),
                        entry -> entry.getJsonObject("details").getString("place"))
                .containsExactlyInAnyOrder(
                        tuple(name, "LEAKED", "https://example.org/found?a=<b>&c=lku_…"),
                        tuple(name + "-child", "LEAKED", "https://example.org/found?a=<b>&c=lku_…"),
                        tuple(name + "-grandchild", "LEAKED", "https://example.org/found?a=<b>&c=lku_…"));
        assertThat(entries())
                .allSatisfy(entry -> assertThat(entry.containsKey("actor")).isFalse());
        assertThat(admin.get("api/user_tokens/search", "status", "ENDED", "ps", "500")
                        .json()
                        .getJsonArray("userTokens")
                        .getValuesAs(JsonObject.class))
                .filteredOn(token -> token.getString("name").equals(name))
                .singleElement()
                .satisfies(token -> assertThat(token.getString("endReason")).isEqualTo("LEAKED"));
    }

    @Test
    void takesTheFormOfGitHub() {
        var one = generate(admin, name + "-1");
        var two = generate(admin, name + "-2");
        var body = Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("token", one)
                        .add("type", "latchkey_user_token")
                        .add("url", "https://github.com/octocat/Hello-World/blob/1234/foo/bar.txt")
                        .add("source", "content"))
                .add(Json.createObjectBuilder().add("token", two).addNull("url"))
                .add(Json.createObjectBuilder().add("token", "some_1234").add("type", "some_type"))
                .build()
                .toString();

        assertTaken(report(JSON, body));

        assertThat(List.of(one, two)).map(this::statusWith).containsExactly(401, 401);
        assertThat(entries())
                .extracting(entry -> entry.getString("thingName"), entry -> entry.getJsonObject("details")
                        .getString("place", "none"))
                .containsExactlyInAnyOrder(
                        tuple(name + "-1", "https://github.com/octocat/Hello-World/blob/1234/foo/bar.txt content"),
                        tuple(name + "-2", "none"));
    }

    @Test
    void takesAListOfValues() {
        var value = generate(admin, name);

        assertTaken(report(
                JSON, Json.createArrayBuilder().add("x").add(value).build().toString()));

        assertThat(statusWith(value)).isEqualTo(401);
    }

    @Test
    void takesAThousandValuesAndNoMore() {
        var value = generate(admin, name);
        var entry = "{\"token\":\"lku_" + "x".repeat(36)
                + "\",\"type\":\"latchkey_user_token\",\"url\":\"https://github.com/" + "x".repeat(250)
                + "\",\"source\":\"content\"}";
        var many = IntStream.range(1, 1000).mapToObj(i -> entry).collect(Collectors.joining(","));

        assertTaken(report(JSON, "[" + many + ",\"" + value + "\"]"));
        assertThat(statusWith(value)).isEqualTo(401);
        var tooMany = report(JSON, "[" + many + ",\"x\",\"y\"]");
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.errors()).containsExactly("Report at most 1,000 values at once.");
        assertThat(report(TEXT, "x\n".repeat(1001)).status()).isEqualTo(400);
        assertThat(report(TEXT, "x".repeat(512 * 1024 + 1)).status()).isEqualTo(413);
    }

    @Test
    void reportsOfAKnownCallerNameIt() {
        var value = generate(admin, name);
        var reporter = admin.withBearer(generate(admin, name + "-reporter"));

        assertTaken(reporter.send(
                reporter.request(REPORT).header("Content-Type", TEXT).POST(BodyPublishers.ofString(value))));

        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.getString("actor"))
                .isEqualTo(LatchkeyServer.ADMIN_LOGIN));
    }

    /** The page of a scanner may report what it finds; no session of the browser counts. */
    @Test
    void takesAReportFromAPageOfAnotherSite() {
        var value = generate(admin, name);
        var session = LatchkeyServer.shared().sessionCookie(LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD);

        assertTaken(anybody.send(anybody.request(REPORT)
                .header("Content-Type", TEXT)
                .header("Origin", "https://example.com")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", session)
                .POST(BodyPublishers.ofString(value))));

        assertThat(entries()).singleElement().satisfies(entry -> assertThat(entry.containsKey("actor"))
                .isFalse());
    }

    @Test
    void hasNoEffectOnEndedTokens() {
        var value = generate(admin, name);
        admin.post("api/user_tokens/revoke", "name", name);

        assertTaken(report(TEXT, value));

        assertThat(entries()).singleElement().satisfies(entry -> assertThat(
                        entry.getJsonObject("details").getString("reason"))
                .isEqualTo("OWNER"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        400 | application/json                  | {"token":"x"}
        400 | application/json                  | ["x"
        415 | application/xml                   | <x/>
        415 | application/x-www-form-urlencoded | ``
        400 | application/x-www-form-urlencoded | token=x
        202 | application/json                  | []
        202 | application/json                  | [{"type":"x"}, {"token":1}, 1, ["x"], null]
        202 | text/plain                        | ``
        """)
    void refusesABodyThatIsNoList(int status, String type, String body) {
        var answer = report(type, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (status != 202) {
            assertThat(answer.errors()).isNotEmpty();
        }
    }

    @Test
    void endsTheTokenBesideEntriesThatAreNone() {
        var value = generate(admin, name);

        assertTaken(report("application/json", "[1, \"" + value + "\", {}]"));

        assertThat(admin.withBearer(value).get("api/users/current").status()).isEqualTo(401);
    }

    /** The parser has an exception of its own for this. */
    @Test
    void refusesADeeplyNestedBody() {
        var answer = report("application/json", "[".repeat(2_000));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var answer = anybody.send(anybody.request(REPORT)
                .header("Content-Type", TEXT)
                .POST(BodyPublishers.ofByteArray(new byte[] {'x', ' ', (byte) 0xff})));

        assertThat(answer.status()).isEqualTo(400);
    }

    private Answer report(String type, String body) {
        return anybody.send(anybody.request(REPORT).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.text()).isEmpty();
    }

    private static String generate(Api caller, String named) {
        return caller.post("api/user_tokens/generate", "name", named).json().getString("token");
    }

    private int statusWith(String value) {
        return admin.withBearer(value).get("api/users/current").status();
    }

    private List<JsonObject> entries() {
        return admin.get("api/audit_log/search", "action", "TOKEN_REVOKED", "q", name)
                .json()
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class);
    }
}
