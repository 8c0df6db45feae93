package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonString;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services and gateways learn whether a token is good, and for what (RFC 7662). */
@OnEveryDatabase
@OnEveryServer
class IntrospectionIT {

    private static final String LOGIN = "introspected";
    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-44!");

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private final String name = "asked-" + UUID.randomUUID();
    private Api service;
    private String secret;

    @BeforeEach
    void aServiceWithATokenOfItsOwn() {
        server.createUser(LOGIN, "Intro", PASSWORD);
        admin.post("api/scopes/create", "name", "it.print", "description", "Print");
        secret = value(admin.post(
                "api/user_tokens/generate",
                "login",
                LOGIN,
                "name",
                "service " + UUID.randomUUID(),
                "scopes",
                "latchkey:introspect"));
        service = server.api().withBearer(secret);
    }

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        Tasks.revokeAll(admin, LOGIN);
    }

    private static String value(Answer generated) {
        assertThat(generated.status()).as(generated.text()).isEqualTo(200);
        return Secrets.remember(generated.json().getString("token"));
    }

    private String generate(String... more) {
        var parameters = new String[more.length + 4];
        System.arraycopy(new String[] {"login", LOGIN, "name", name}, 0, parameters, 0, 4);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return value(admin.post("api/user_tokens/generate", parameters));
    }

    @Test
    void tellsWhatAGoodTokenIsGoodFor() {
        var token = generate("scopes", "it.print,latchkey:read", "expirationDate", "2090-01-31");

        var answer = service.post("oauth2/introspect", "token", token).json();

        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("scope")).isEqualTo("it.print latchkey:read");
        assertThat(answer.getString("username")).isEqualTo(LOGIN);
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.getString("type")).isEqualTo("USER_TOKEN");
        assertThat(answer.getJsonNumber("exp").longValue()).isEqualTo(3_789_504_000L);
        assertThat(answer.getJsonNumber("iat").longValue()).isBetween(1_790_000_000L, 3_789_504_000L);
        assertThat(answer.getJsonArray("groups").getValuesAs(JsonString.class))
                .extracting(JsonString::getString)
                .contains("users");
        assertThat(answer.toString()).doesNotContain(token);
    }

    @Test
    void anUnlimitedTokenHasNoScopeAndNoEnd() {
        var answer = service.post("oauth2/introspect", "token", generate()).json();

        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer).doesNotContainKeys("scope", "exp", "project");
    }

    @Test
    void tellsNothingAboutAnyOther() {
        var revoked = generate();
        admin.post("api/user_tokens/revoke", "login", LOGIN, "name", name);

        assertThat(service.post("oauth2/introspect", "token", revoked).status()).isEqualTo(200);
        for (var presented : new String[] {revoked, "none", "lku_" + "a".repeat(36)}) {
            assertThat(service.post("oauth2/introspect", "token", presented).text())
                    .isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void theSubjectOutlivesARename() {
        var token = generate();
        var before = service.post("oauth2/introspect", "token", token).json();
        admin.post("api/users/update_login", "login", LOGIN, "newLogin", LOGIN + ".new");
        try {
            var after = service.post("oauth2/introspect", "token", token).json();
            assertThat(after.getString("username")).isEqualTo(LOGIN + ".new");
            assertThat(after.getString("sub")).isEqualTo(before.getString("sub"));
            assertThat(after.getString("jti")).isEqualTo(before.getString("jti"));
        } finally {
            admin.post("api/users/update_login", "login", LOGIN + ".new", "newLogin", LOGIN);
        }
    }

    @Test
    void aServiceSignsInWithBasicToo() {
        assertThat(server.api()
                        .withAuthorization(basic(LOGIN, secret))
                        .post("oauth2/introspect", "token", generate())
                        .json()
                        .getBoolean("active"))
                .isTrue();
    }

    @Test
    void onlyServicesMayAsk() {
        var token = generate("scopes", "latchkey:read");

        assertThat(server.api().post("oauth2/introspect", "token", token).status())
                .isEqualTo(401);
        var refused = server.api().withBearer(token).post("oauth2/introspect", "token", token);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"latchkey:introspect\"");
        assertThat(refused.json().getString("error")).isEqualTo("insufficient_scope");
        for (var caller : List.of(
                server.api().withBearer(unlimited()),
                server.api().withPassword(LOGIN, PASSWORD),
                server.api().asAdmin())) {
            var told = caller.post("oauth2/introspect", "token", token);
            assertThat(told.status()).isEqualTo(403);
            assertThat(told.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"insufficient_scope\", scope=\"latchkey:introspect\"");
            assertThat(told.json().getString("error")).isEqualTo("insufficient_scope");
            assertThat(told.json().getString("error_description"))
                    .isEqualTo("This call needs a token with the scope 'latchkey:introspect'.");
        }
        assertThat(service.get("api/users/current").status()).isEqualTo(403);
    }

    private String unlimited() {
        return value(admin.post("api/user_tokens/generate", "login", LOGIN, "name", "unlimited " + UUID.randomUUID()));
    }

    /** A service asks with its token from wherever it runs; the session of a browser is no substitute for one. */
    @Test
    void aPageOfAnotherSiteNeedsTheTokenOfAService() {
        var session = server.sessionCookie(LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD);

        var asked = service.send(fromAnotherSite(service, session, generate()));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.json().getBoolean("active")).isTrue();
        var anybody = server.api();
        var refused = anybody.send(fromAnotherSite(anybody, session, "none"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().getString("error")).isEqualTo("invalid_client");
        for (var path : List.of("oauth2/introspect", "check")) {
            assertThat(anybody.send(anybody.request(path)
                                    .header("Cookie", session)
                                    .GET())
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    private static HttpRequest.Builder fromAnotherSite(Api caller, String session, String token) {
        return caller.request("oauth2/introspect")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://example.com")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", session)
                .POST(BodyPublishers.ofString("token=" + token));
    }

    /** RFC 6749, section 5.2: a challenge of the scheme that the client has tried. */
    @Test
    void refusesUnknownServicesInTheFormOfOAuth() {
        var token = generate();
        var nobody = server.api().post("oauth2/introspect", "token", token);
        var wrongPassword = server.api().withPassword(LOGIN, "wrong").post("oauth2/introspect", "token", token);
        var revoked = revokedSecret();
        var basic = server.api().withAuthorization(basic(LOGIN, revoked)).post("oauth2/introspect", "token", token);
        var bearer = server.api().withBearer(revoked).post("oauth2/introspect", "token", token);

        for (var refused : List.of(nobody, wrongPassword, basic)) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json().getString("error")).isEqualTo("invalid_client");
            assertThat(refused.headers().allValues("WWW-Authenticate"))
                    .contains("Basic realm=\"Latchkey\", charset=\"UTF-8\"");
        }
        assertThat(nobody.json().getString("error_description"))
                .isEqualTo("Send a token with the scope 'latchkey:introspect' in the Authorization header.");
        assertThat(bearer.status()).isEqualTo(401);
        assertThat(bearer.json().getString("error")).isEqualTo("invalid_token");
        assertThat(bearer.json().getString("error_description")).startsWith("The token was revoked at");
        assertThat(bearer.headers().allValues("WWW-Authenticate"))
                .singleElement()
                .satisfies(challenge -> assertThat(challenge).startsWith("Bearer error=\"invalid_token\""));
    }

    private String revokedSecret() {
        var doomed = "doomed " + UUID.randomUUID();
        var value = value(admin.post("api/user_tokens/generate", "login", LOGIN, "name", doomed));
        admin.post("api/user_tokens/revoke", "login", LOGIN, "name", doomed);
        return value;
    }

    private static String basic(String login, String secret) {
        var pair = (login + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Test
    void takesTheTokenFromTheFormAlone() {
        var refused = service.post("oauth2/introspect?token=" + generate(), "token_type_hint", "access_token");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "OPTIONS"})
    void aGatewayAsksWithAnyMethod(String method) {
        var checked = server.api()
                .withBearer(generate("scopes", "it.print"))
                .call(method, "check?scope=it.print&group=users", Map.of());

        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.text()).isEmpty();
        assertThat(checked.headers().firstValue("X-Latchkey-Login")).contains(LOGIN);
        assertThat(checked.headers().firstValue("X-Latchkey-Scopes")).contains("it.print");
        assertThat(checked.headers().firstValue("X-Latchkey-Groups").orElse("").split(","))
                .contains("users");
        assertThat(checked.headers().firstValue("X-Latchkey-Subject").orElse(""))
                .matches("\\d+");
        assertThat(checked.headers().firstValue("X-Latchkey-Token-Id").orElse(""))
                .matches("\\d+");
    }

    @Test
    void aGatewayIsToldWhoLacksWhat() {
        var token = generate("scopes", "it.print");
        var api = server.api().withBearer(token);

        var nobody = server.api().get("check");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.text()).isEmpty();
        assertThat(server.api().withPassword(LOGIN, PASSWORD).get("check").status())
                .isEqualTo(401);
        for (var path : new String[] {"check/any/path", "check/", "check/a%20b/", "check/authorize?scope=openid"}) {
            assertThat(api.get(path).status()).as(path).isEqualTo(200);
        }
        var fromAPage = api.send(api.request("check/form")
                .header("Origin", "https://app.example.org")
                .POST(BodyPublishers.noBody()));
        assertThat(fromAPage.status()).isEqualTo(200);
        var scope = api.get("check", "scope", "it.print it.scan".replace(' ', ','));
        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer error=\"insufficient_scope\", scope=\"it.scan\"");
        assertThat(scope.text()).isEmpty();
        var group = api.get("check?group=users&group=administrators");
        assertThat(group.status()).isEqualTo(403);
        assertThat(group.text()).isEmpty();
        admin.post("api/user_tokens/revoke", "login", LOGIN, "name", name);
        var ended = api.get("check");
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.headers().firstValue("WWW-Authenticate").orElse("")).contains("The token was revoked");
        assertThat(ended.text()).isEmpty();
    }

    /** A variable that is not set, or a misspelt name, must not open the service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=",
                "scope",
                "scope=%20",
                "scope=,",
                "scope=it.print&scope=",
                "scope=%FF",
                "scope=a%22b",
                "group=",
                "group=%20",
                "scopes=it.print",
                "group%5B%5D=users",
                "scope=it.print&unheard=of",
            })
    void aDemandThatIsEmptyOrUnknownOpensNothing(String query) {
        var refused = server.api().withBearer(generate("scopes", "it.print")).get("check?" + query);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"insufficient_scope\"");
        assertThat(refused.text()).isEmpty();
        assertThat(server.api().get("check?" + query).status()).isEqualTo(401);
    }

    /** Some gateways pass on the body of their client, too. */
    @Test
    void aFormIsNoDemand() {
        var checked = server.api()
                .withBearer(generate("scopes", "it.print"))
                .post("check?scope=it.print", "scope", "it.scan", "unheard", "of");

        assertThat(checked.status()).isEqualTo(200);
    }
}
