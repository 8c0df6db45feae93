package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is bound to networks is refused to calls from elsewhere, on every path; behind a proxy, the caller's address counts. */
class NetworksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-45!");
    private static final String INSIDE = "192.0.2.7";
    private static final String OUTSIDE = "198.51.100.7";
    private static final String NETWORKS = "192.0.2.0/24, 2001:db8::/32";
    private static final String REFUSAL = "The token may not be used from this address.";

    private static LatchkeyServer server;
    private static Api admin;
    private static Api user;

    @BeforeAll
    static void start() {
        var environment = new HashMap<>(LatchkeyServer.database());
        environment.put("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1");
        server = LatchkeyServer.start(environment);
        admin = server.api().asAdmin();
        server.createUser("bound", "Bound", PASSWORD);
        user = server.api().withPassword("bound", PASSWORD);
    }

    @BeforeEach
    void withoutTokens() {
        reset("latchkey.token.networks.required");
        user.get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .forEach(token -> user.post("api/user_tokens/revoke", "name", token.getString("name")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void set(String key, String value) {
        assertThat(admin.post("api/settings/set", "key", key, "value", value).status())
                .isEqualTo(204);
    }

    private static void reset(String key) {
        assertThat(admin.post("api/settings/reset", "keys", key).status()).isEqualTo(204);
    }

    private static String generate(String... parameters) {
        return value(post(user, "api/user_tokens/generate", null, parameters));
    }

    private static String value(Answer generated) {
        assertThat(generated.status()).as(generated.text()).isEqualTo(200);
        return Secrets.remember(generated.json().getString("token"));
    }

    /** As a proxy passes it on. */
    private static Answer get(Api caller, String path, String from) {
        return caller.send(caller.request(path).header("X-Forwarded-For", from));
    }

    private static Answer post(Api caller, String path, @Nullable String from, String... parameters) {
        var body = Stream.iterate(0, i -> i < parameters.length, i -> i + 2)
                .map(i -> parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = caller.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return caller.send(from == null ? request : request.header("X-Forwarded-For", from));
    }

    private static Api bearer(String token) {
        return server.api().withBearer(token);
    }

    private static void assertRefused(Answer answer) {
        assertChallenged(answer);
        assertThat(answer.errors()).containsExactly(REFUSAL);
    }

    private static void assertChallenged(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"invalid_token\", error_description=\"" + REFUSAL + "\"");
    }

    private static JsonObject listed(String name) {
        return user
                .get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> token.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> networks(JsonObject token) {
        return token.getJsonArray("networks").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "::ffff:192.0.2.7, true",
        "2001:db8::7, true",
        "'203.0.113.9, 192.0.2.7', true",
        "198.51.100.7, false",
        "2001:db9::7, false",
        "'192.0.2.7, 198.51.100.7', false",
    })
    void everyCallIsHeldAgainstThem(String from, boolean inside) {
        var token = generate("name", "ci", "networks", NETWORKS);
        for (var caller : List.of(bearer(token), server.api().withBasicToken(token))) {
            for (var path : List.of("api/users/current", "check", "check/any/path")) {
                var answer = get(caller, path, from);
                if (inside) {
                    assertThat(answer.status()).as(path).isEqualTo(200);
                } else {
                    assertChallenged(answer);
                }
            }
            assertThat(get(caller, "api/authentication/validate", from).text()).contains("\"valid\":" + inside);
        }
    }

    @Test
    void withoutAProxyTheAddressOfTheConnectionCounts() {
        assertRefused(bearer(generate("name", "ci", "networks", NETWORKS)).get("api/users/current"));
        assertThat(bearer(generate("name", "here", "networks", "127.0.0.1"))
                        .get("api/users/current")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aServiceMaySendTheAddressOfItsCaller() {
        var token = generate("name", "ci", "networks", NETWORKS);
        var service = bearer(value(admin.post(
                "api/user_tokens/generate", "login", "bound", "name", "service", "scopes", "latchkey:introspect")));

        assertThat(introspect(service, token, OUTSIDE, "client_address", INSIDE))
                .isTrue();
        assertThat(introspect(service, token, OUTSIDE, "client_address", "::ffff:192.0.2.7"))
                .isTrue();
        assertThat(introspect(service, token, INSIDE, "client_address", OUTSIDE))
                .isFalse();
        assertThat(introspect(service, token, OUTSIDE))
                .as("from the service itself")
                .isFalse();
        assertThat(introspect(service, token, INSIDE))
                .as("from the service itself")
                .isTrue();
        assertThat(listed("ci").getString("lastConnectionAddress")).isEqualTo(INSIDE);

        var faulty = post(service, "oauth2/introspect", INSIDE, "token", token, "client_address", "example.org");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.json().getString("error_description"))
                .isEqualTo("The parameter 'client_address' must be an IP address.");
    }

    private static boolean introspect(Api service, String token, String from, String... more) {
        var parameters =
                Stream.concat(Stream.of("token", token), Stream.of(more)).toArray(String[]::new);
        var answer = post(service, "oauth2/introspect", from, parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        if (!answer.json().getBoolean("active")) {
            assertThat(answer.text()).isEqualTo("{\"active\":false}");
        }
        return answer.json().getBoolean("active");
    }

    @Test
    void refusedCallsAreCountedOnTheToken() {
        var token = generate("name", "ci", "networks", NETWORKS);
        assertThat(listed("ci")).doesNotContainKey("callsFromElsewhere");

        get(bearer(token), "api/users/current", OUTSIDE);
        get(bearer(token), "check", "198.51.100.8");

        Await.until(PATIENCE, () -> listed("ci").getInt("callsFromElsewhere", 0) == 2);
        assertThat(listed("ci").getString("lastAddressElsewhere")).isEqualTo("198.51.100.8");
        assertThat(listed("ci")).containsKey("lastCallFromElsewhere").doesNotContainKey("lastConnectionDate");
        var inventory =
                admin.get("api/user_tokens/search_all", "login", "bound").json().getJsonArray("userTokens");
        assertThat(inventory.getJsonObject(0).getInt("callsFromElsewhere")).isEqualTo(2);
        assertThat(networks(inventory.getJsonObject(0))).containsExactly("192.0.2.0/24", "2001:db8::/32");
        assertThat(admin.get("api/user_tokens/export", "login", "bound", "format", "CSV")
                        .text())
                .contains("192.0.2.0/24 2001:db8::/32")
                .contains("198.51.100.8");
    }

    @Test
    void aChangeHoldsForTheNextCall() {
        var token = bearer(generate("name", "ci"));
        assertThat(get(token, "api/users/current", INSIDE).status()).isEqualTo(200);

        assertThat(bind("ALL", user).status()).isEqualTo(204);
        assertThat(bind(OUTSIDE, user).status()).isEqualTo(204);
        assertRefused(get(token, "api/users/current", INSIDE));
        assertThat(get(token, "api/users/current", OUTSIDE).status()).isEqualTo(200);
        assertThat(networks(listed("ci"))).containsExactly(OUTSIDE);

        assertThat(bind("ALL", user).status()).isEqualTo(204);
        assertThat(get(token, "api/users/current", INSIDE).status()).isEqualTo(200);
        assertThat(listed("ci")).doesNotContainKey("networks");
        assertThat(admin.get("api/audit_log/search", "action", "TOKEN_BOUND").text())
                .contains("\"before\":\"every network\"", "\"after\":\"198.51.100.7\"");
    }

    private static Answer bind(String networks, Api caller) {
        return post(caller, "api/user_tokens/bind", INSIDE, "name", "ci", "networks", networks);
    }

    @Test
    void rotationKeepsThemOrTakesSomeAway() {
        var first = generate("name", "ci", "networks", NETWORKS);
        var rotated = post(bearer(first), "api/user_tokens/rotate", INSIDE);
        assertThat(networks(rotated.json())).containsExactly("192.0.2.0/24", "2001:db8::/32");
        assertRefused(get(bearer(value(rotated)), "api/users/current", OUTSIDE));
        assertThat(get(bearer(value(rotated)), "api/users/current", INSIDE).status())
                .isEqualTo(200);

        assertThat(bind("2001:db8::/32", user).status()).isEqualTo(204);
        assertRefused(get(bearer(first), "api/users/current", INSIDE));

        user.post("api/user_tokens/revoke", "name", "ci");
        generate("name", "ci", "networks", NETWORKS);
        var wider = user.post("api/user_tokens/rotate", "name", "ci", "networks", "192.0.0.0/16");
        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.fields()).containsExactly("networks");
        var narrower = user.post("api/user_tokens/rotate", "name", "ci", "networks", INSIDE);
        assertThat(networks(narrower.json())).containsExactly(INSIDE);
    }

    @Test
    void aTokenHandsOnNoOthers() {
        generate("name", "open");
        var token = bearer(generate("name", "ci", "networks", NETWORKS));
        for (var networks : List.of("198.51.100.7", "192.0.0.0/16", "192.0.2.7,198.51.100.7")) {
            assertForbidden(post(token, "api/user_tokens/generate", INSIDE, "name", "other", "networks", networks));
            assertForbidden(bind(networks, token));
        }
        assertForbidden(post(token, "api/user_tokens/generate", INSIDE, "name", "other"));
        assertForbidden(post(token, "api/user_tokens/rotate", INSIDE, "name", "open"));
        assertForbidden(bind("ALL", token));

        value(post(token, "api/user_tokens/generate", INSIDE, "name", "part", "networks", "192.0.2.8"));
        assertThat(post(token, "api/user_tokens/bind", INSIDE, "name", "open", "networks", OUTSIDE)
                        .status())
                .as("takes networks away")
                .isEqualTo(204);
        assertThat(bind(INSIDE, token).status()).as("narrows itself").isEqualTo(204);
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.fields()).containsExactly("networks");
        assertThat(answer.text()).doesNotContain("192.0.2");
    }

    @Test
    void whereTokensGenerateNoneTheyWidenNone() {
        generate("name", "ci", "networks", NETWORKS);
        var token = bearer(generate("name", "open"));
        set("latchkey.token.generate.by.token", "false");
        try {
            assertThat(bind("ALL", token).status()).isEqualTo(403);
            assertThat(bind(INSIDE, token).status()).isEqualTo(204);
        } finally {
            reset("latchkey.token.generate.by.token");
        }
    }

    @Test
    void thePolicyMayDemandThem() {
        generate("name", "ci", "networks", NETWORKS);
        generate("name", "open");
        set("latchkey.token.networks.required", "true");

        var refused = user.post("api/user_tokens/generate", "name", "other");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).containsExactly("The policy demands that every token is bound to networks.");
        assertThat(bind("ALL", user).fields()).containsExactly("networks");
        value(user.post("api/user_tokens/generate", "name", "other", "networks", INSIDE));
        value(user.post("api/user_tokens/rotate", "name", "open"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "192.0.2.7/24", "0.0.0.0/0", "192.0.2.7/33", " ", ","})
    void badOnesAreRefusedByName(String networks) {
        for (var answer : List.of(
                user.post("api/user_tokens/generate", "name", "bad", "networks", networks), bind(networks, user))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).containsExactly("networks");
        }
    }

    @Test
    void theInventoryFindsTokensThatAreOpenToEveryNetwork() {
        generate("name", "ci", "networks", NETWORKS);
        generate("name", "open");
        var found = admin.get("api/user_tokens/search_all", "login", "bound", "everyNetwork", "true");
        assertThat(found.json().getJsonArray("userTokens").getValuesAs(JsonObject.class))
                .extracting(token -> token.getString("name"))
                .containsExactly("open");
    }

    @Test
    void anonymizingErasesThem() {
        server.createUser("gone", "Gone", PASSWORD);
        var gone = server.api().withPassword("gone", PASSWORD);
        var token = value(gone.post("api/user_tokens/generate", "name", "ci", "networks", "203.0.113.200"));
        get(bearer(token), "api/users/current", "203.0.113.201");
        Await.until(PATIENCE, () -> admin.get("api/user_tokens/search_all", "login", "gone")
                .text()
                .contains("203.0.113.201"));

        assertThat(admin.post("api/users/deactivate", "login", "gone", "anonymize", "true")
                        .status())
                .isEqualTo(200);

        assertThat(admin.get("api/user_tokens/search_all", "status", "ALL").text())
                .doesNotContain("203.0.113.20");
        assertThat(bearer(token).get("api/users/current").status()).isEqualTo(401);
    }
}
