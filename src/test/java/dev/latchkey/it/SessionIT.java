package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Ended sessions are refused at the next request, and responses tell the browser what to keep private. */
@OnEveryServer
class SessionIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String OTHER = "an0ther Corr3ct Horse";

    private final Api anybody = LatchkeyServer.shared().api();
    private final Api admin = LatchkeyServer.shared().admin();

    @Test
    void aPasswordThatAnAdministratorChangesEndsEverySession() {
        var cookies = new String[] {signIn("ella"), cookie(login("ella"))};

        assertThat(admin.post("api/users/change_password", "login", "ella", "password", OTHER)
                        .status())
                .isEqualTo(204);

        assertRefused(cookies);
    }

    @Test
    void aPasswordThatTheUserChangesEndsEverySession() {
        var cookies = new String[] {signIn("emil"), cookie(login("emil"))};

        var change = anybody.withPassword("emil", PASSWORD)
                .post("api/users/change_password", "login", "emil", "password", OTHER, "previousPassword", PASSWORD);
        assertThat(change.status()).isEqualTo(204);

        assertRefused(cookies);
    }

    @Test
    void deactivationEndsEverySessionForGood() {
        var cookie = signIn("enno");

        assertThat(admin.post("api/users/deactivate", "login", "enno").status()).isEqualTo(200);
        assertRefused(cookie);

        create("enno");
        assertRefused(cookie);
    }

    @Test
    void anAdministratorEndsEverySessionAndNothingElse() {
        var cookies = new String[] {signIn("edda"), cookie(login("edda"))};

        var ended = admin.post("api/users/end_sessions", "login", "edda");

        assertThat(ended.json().getInt("sessions")).isEqualTo(2);
        assertRefused(cookies);
        assertThat(login("edda").status()).isEqualTo(200);
        assertThat(admin.get("api/audit_log/search", "action", "SESSIONS_ENDED", "user", "edda")
                        .text())
                .contains("\"actor\":\"admin\"", "\"count\":\"2\"");
        assertThat(admin.post("api/users/end_sessions", "login", "nobody").status())
                .isEqualTo(404);
    }

    @Test
    void aSessionThatEndedIsNoneForWhoeverKeptTheCookie() {
        var cookie = signIn("erna");
        assertThat(anybody.send(anybody.request("api/authentication/logout")
                                .header("Cookie", cookie)
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);

        assertRefused(cookie);
    }

    @Test
    void everySignInGetsAnotherIdAndEndsTheOneBefore() {
        var first = signIn("ewa");

        var again = anybody.send(anybody.request("api/authentication/login")
                .header("Cookie", first)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=ewa&password=" + PASSWORD)));

        assertThat(cookie(again)).isNotEqualTo(first);
        assertThat(get("account/profile", cookie(again)).status()).isEqualTo(200);
        assertRefused(first);
    }

    @Test
    void aFirstPasswordSignsInToItsChangeAlone() {
        admin.post("api/users/create", "login", "emmi", "name", "Emmi", "password", Secrets.remember(PASSWORD));
        assertThat(anybody.withPassword("emmi", PASSWORD)
                        .get("api/users/current")
                        .status())
                .as("a first password still works for the API")
                .isEqualTo(200);

        var cookie = cookie(login("emmi"));

        assertThat(get("account/profile", cookie).headers().firstValue("Location"))
                .hasValue(ApplicationServer.contextRoot() + "/authentication/password");
        assertThat(get("api/users/current", cookie).status()).isEqualTo(403);
    }

    @Test
    void nobodyIsSignedInOrOutFromAnotherSite() {
        var cookie = signIn("esra");

        var signedIn = anybody.send(anybody.request("api/authentication/login")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=esra&password=" + PASSWORD)));
        assertThat(signedIn.status()).isEqualTo(403);
        assertThat(signedIn.headers().firstValue("Set-Cookie")).isEmpty();
        var signedOut = anybody.send(anybody.request("api/authentication/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
        assertThat(signedOut.status()).isEqualTo(403);
        assertThat(signedOut.text()).startsWith("{\"errors\":").contains("other site");
        assertThat(get("api/users/current", cookie).status()).isEqualTo(200);
    }

    @Test
    void theCookieIsForTheServerAlone() {
        create("evi");
        var header = login("evi").headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(header)
                .startsWith(Tls.cookie("LATCHKEY_SESSION") + "=")
                .containsIgnoringCase("path=/")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(header.contains("Secure")).isEqualTo(Tls.wanted() != Tls.NOBODY);
        assertThat(header.split("SameSite")).hasSize(2);
    }

    @Test
    void pagesWithDataAreKeptNowhereAndFramedByNobody() {
        var page = get("account/profile", signIn("eike"));

        var headers = page.headers();
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains(
                        "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self' 'nonce-")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        // only where there is TLS to insist on
        assertThat(headers.firstValue("Strict-Transport-Security").isPresent()).isEqualTo(Tls.wanted() != Tls.NOBODY);
    }

    private String signIn(String login) {
        create(login);
        var cookie = cookie(login(login));
        assertThat(get("account/profile", cookie).status()).isEqualTo(200);
        return cookie;
    }

    private static void create(String login) {
        LatchkeyServer.shared().createUser(login, login, PASSWORD);
    }

    private Answer login(String login) {
        return anybody.post("api/authentication/login", "login", login, "password", PASSWORD);
    }

    private static String cookie(Answer answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private Answer get(String path, String cookie) {
        return anybody.send(anybody.request(path).header("Cookie", cookie));
    }

    private void assertRefused(String... cookies) {
        for (var cookie : cookies) {
            var page = get("account/profile", cookie);
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.headers().firstValue("Location").orElseThrow())
                    .contains("/authentication/sign-in?from=%2Faccount%2Fprofile");
            assertThat(get("api/users/current", cookie).status()).isEqualTo(401);
        }
    }
}
