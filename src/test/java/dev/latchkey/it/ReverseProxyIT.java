package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server believes the forwarding headers of trusted reverse proxies, and of no other callers. */
class ReverseProxyIT {

    private static final String CALLER = "203.0.113.7";

    @Test
    void aTrustedProxyIsBelieved() {
        try (var server = LatchkeyServer.start(Map.of(
                "LATCHKEY_TRUSTED_PROXIES",
                "::1, 127.0.0.0/8, 10.0.0.0/8",
                "LATCHKEY_BASE_URL",
                "https://latchkey.example.org/"))) {
            // also a sign-in, with the password
            server.admin();
            var signedIn = signIn(
                    server, "X-Forwarded-For: 198.51.100.1, " + CALLER + ", 10.1.2.3", "X-Forwarded-Proto: https");

            assertThat(signedIn.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                    .startsWith("__Host-LATCHKEY_SESSION=")
                    .contains("Path=/;", "Secure", "HttpOnly"));
            assertThat(signedIn.headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            assertThat(addressOfTheSignIn(server)).isEqualTo(CALLER);
            signIn(server, "X-Forwarded-For: " + CALLER + ":4711");
            assertThat(addressOfTheSignIn(server)).as("without the port").isEqualTo(CALLER);
            signIn(server, "X-Forwarded-For: [2001:db8::7]:4711, 10.1.2.3");
            assertThat(addressOfTheSignIn(server)).isEqualTo("2001:db8::7");
            signIn(server, "X-Forwarded-For: " + CALLER + ", " + "x".repeat(1000) + ", 10.1.2.3");
            assertThat(addressOfTheSignIn(server))
                    .as("the proxy that forwarded an invalid address")
                    .isEqualTo("10.1.2.3");
            var inClear = signIn(server, "X-Forwarded-Proto: http");
            assertThat(inClear.headers().allValues("Set-Cookie"))
                    .as("a proxy that misreports the scheme")
                    .allSatisfy(cookie ->
                            assertThat(cookie).startsWith("__Host-LATCHKEY_").contains("Secure"));
            assertThat(inClear.headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            assertThat(signIn(server, "X-Forwarded-Prefix: /tools, /latchkey/")
                            .headers()
                            .allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie).contains("Path=/tools/latchkey/;"));
            assertThat(location(server, "X-Forwarded-Prefix: /latchkey"))
                    .isEqualTo("/latchkey/authentication/sign-in?from=%2Fuser%2Flist");
            for (var bad :
                    List.of("//evil.example", "/a/../b", "https://evil.example", "/a b", "/a?b", "latchkey", "/")) {
                assertThat(location(server, "X-Forwarded-Prefix: " + bad))
                        .as(bad)
                        .isEqualTo("/authentication/sign-in?from=%2Fuser%2Flist");
            }
            assertThat(server.api().get("user/list").headers().firstValue("Location"))
                    .as("relative redirect to the sign-in page")
                    .hasValueSatisfying(location -> assertThat(location).startsWith("/authentication/sign-in"));
            assertThat(server.api().get("authentication/sign-in").headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(
                            cookie -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
            assertThat(page(server, signedIn).headers().allValues("Set-Cookie"))
                    .as("the container needs no cookie of its own")
                    .isEmpty();
            assertThat(server.api().get("user").headers().firstValue("Strict-Transport-Security"))
                    .as("the container's own redirect, past the application")
                    .isPresent();
            assertThatClientsOfOAuthFindIt(server);
        }
    }

    /** RFC 8414: the issuer of tokens is the public URL, and the endpoints are below it. */
    private static void assertThatClientsOfOAuthFindIt(LatchkeyServer server) {
        var metadata = server.api().get(".well-known/oauth-authorization-server");
        var service = server.admin();
        var value = Secrets.remember(service.post("api/user_tokens/generate", "name", "asked about")
                .json()
                .getString("token"));

        assertThat(metadata.isJson()).isTrue();
        var issuer = metadata.json().getString("issuer");
        assertThat(issuer).isEqualTo("https://latchkey.example.org");
        assertThat(service.post("oauth2/introspect", "token", value).json().getString("iss"))
                .isEqualTo(issuer);
        assertThat(metadata.json().getString("introspection_endpoint")).isEqualTo(issuer + "/oauth2/introspect");
        assertThat(metadata.json().getJsonArray("introspection_endpoint_auth_methods_supported"))
                .extracting(method -> ((JsonString) method).getString())
                .containsExactly("client_secret_basic", "Bearer");
        assertThat(metadata.json().getString("revocation_endpoint")).isEqualTo(issuer + "/oauth2/revoke");
        // Left out, it would stand for two grants (RFC 8414, section 2).
        assertThat(metadata.json().getJsonArray("grant_types_supported")).isEmpty();
        assertThat(metadata.json().getJsonArray("response_types_supported")).isEmpty();
        for (var method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            var refused = server.api().call(method, ".well-known/oauth-authorization-server", Map.of());
            assertThat(refused.status()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).as(method).hasValue("GET, HEAD");
        }
    }

    @Test
    void anybodyElseIsNot() {
        var server = LatchkeyServer.shared();
        var signedIn = signIn(server, "X-Forwarded-For: " + CALLER, "X-Forwarded-Proto: https");

        assertThat(location(server, "X-Forwarded-Prefix: /latchkey"))
                .isEqualTo("/authentication/sign-in?from=%2Fuser%2Flist");
        assertThat(signedIn.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("Secure"));
        assertThat(signedIn.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(addressOfTheSignIn(server)).isEqualTo("127.0.0.1");
    }

    @Test
    void aProxyThatIsNotTrustedIsToldOf() {
        var server = LatchkeyServer.shared();
        var cookie = session(signIn(server, "X-Forwarded-For: " + CALLER));

        assertThat(server.log()).containsOnlyOnce("which LATCHKEY_TRUSTED_PROXIES does not name");
        assertThat(server.api()
                        .send(server.api().request("notification/system").header("Cookie", cookie))
                        .text())
                .contains("Requests with X-Forwarded-For come from 127.0.0.1, ");
    }

    private static Answer page(LatchkeyServer server, Answer signedIn) {
        var page = server.api().send(server.api().request("account/profile").header("Cookie", session(signedIn)));
        assertThat(page.status()).isEqualTo(200);
        return page;
    }

    private static String session(Answer signedIn) {
        return signedIn.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.contains("LATCHKEY_SESSION"))
                .findFirst()
                .orElseThrow()
                .split(";")[0];
    }

    private static Answer signIn(LatchkeyServer server, String... forwarded) {
        var body = "login=" + LatchkeyServer.ADMIN_LOGIN + "&password=" + LatchkeyServer.ADMIN_PASSWORD;
        var headers = new ArrayList<>(List.of(forwarded));
        headers.add("Content-Type: application/x-www-form-urlencoded");
        headers.add("Content-Length: " + body.length());
        var answer = RawHttp.send(server.port(), "POST /api/authentication/login HTTP/1.1", headers, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String location(LatchkeyServer server, String forwarded) {
        return RawHttp.send(server.port(), "GET /user/list HTTP/1.1", List.of(forwarded), "")
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private static String addressOfTheSignIn(LatchkeyServer server) {
        return server.admin()
                .get("api/audit_log/search", "action", "SIGNED_IN", "user", "admin", "ps", "1")
                .json()
                .getJsonArray("entries")
                .getJsonObject(0)
                .getString("address");
    }
}
