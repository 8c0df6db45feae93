package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator offers a token, and its owner makes the value, once. */
@OnEveryDatabase
@OnEveryServer
class LinkIT {

    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-42!");
    private static final String PAGE = "link/claim";
    private static final Pattern VALUE = Pattern.compile("lk[ugp]_\\w{36}");

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private final Api anybody = server.api();
    private final String owner = "link-" + UUID.randomUUID();

    @BeforeEach
    void anOwner() {
        server.createUser(owner, "Owner", PASSWORD);
    }

    @Test
    void theOwnerMakesTheValueOnceAndNobodyElseSeesIt() {
        var offered = offer(owner, "ci", "scopes", "latchkey:read");
        var link = offered.getString("link");
        assertThat(offered.toString()).doesNotContainPattern(VALUE);
        assertThat(link).matches(".*/link/claim#[A-Za-z0-9_-]{43}");
        assertThat(offers(owner)).extracting(offer -> offer.getString("name")).containsExactly("ci");
        assertThat(admin.get("api/user_tokens/offers", "ps", "500").text())
                .as("those of all users")
                .contains('"' + owner + '"');
        assertThat(tokens()).isEmpty();

        var session = session(owner);
        var looked = StatelessForm.open(anybody, PAGE, session).send("submit", "confirmed", "false", "code", link);
        assertThat(looked.text()).contains("ci", "latchkey:read", "admin").doesNotContainPattern(VALUE);
        assertThat(offers(owner)).as("looking claims nothing").hasSize(1);
        var value = Secrets.remember(value(claim(session, link)));

        assertThat(anybody.withBearer(value).get("api/users/current").json().getString("login"))
                .isEqualTo(owner);
        assertThat(anybody.withBearer(value)
                        .post("api/user_tokens/generate", "name", "more")
                        .status())
                .as("limited to its scope")
                .isEqualTo(403);
        assertThat(offers(owner)).isEmpty();
        assertThat(claim(session, link).text())
                .contains("has been used already")
                .doesNotContainPattern(VALUE);
        var entry = entry("TOKEN_GENERATED");
        assertThat(entry.getString("actor")).isEqualTo(owner);
        assertThat(entry.getJsonObject("details").getString("offeredBy")).matches("\\d+");
        assertThat(entry("TOKEN_OFFERED").getString("actor")).isEqualTo("admin");
        var secret = link.substring(link.indexOf('#') + 1);
        assertThat(admin.get("api/audit_log/search", "user", owner).text()).doesNotContain(secret);
        Secrets.remember(secret);
    }

    @Test
    void ofTwoClaimsAtOnceOneWins() throws Exception {
        var session = session(owner);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var turn : IntStream.range(0, 5).toArray()) {
                var link = offer(owner, "race-" + turn).getString("link");
                var start = new CountDownLatch(1);
                var answers = IntStream.range(0, 2)
                        .mapToObj(i -> StatelessForm.open(anybody, PAGE, session))
                        .map(form -> threads.submit(() -> {
                            start.await();
                            return form.send("submit", "confirmed", "true", "code", link)
                                    .text();
                        }))
                        .toList();
                start.countDown();

                var texts = List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(texts).filteredOn(text -> VALUE.matcher(text).find()).hasSize(1);
                assertThat(texts)
                        .filteredOn(text -> text.contains("has been used already"))
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tokens()).hasSize(5);
    }

    @Test
    void aWrongReaderIsRefusedAndUsesNothingUp() {
        var other = owner + "-other";
        server.createUser(other, "Other", PASSWORD);
        var link = offer(owner, "ci").getString("link");

        assertThat(claim(session(other), link).text()).contains("is for another user");
        assertThat(claim(session("admin"), link).text()).contains("is for another user");
        assertThat(anybody.get(PAGE).headers().firstValue("Location").orElseThrow())
                .as("nobody")
                .endsWith("/authentication/sign-in?from=%2Flink%2Fclaim");
        assertThat(claim(session(owner), link + "x").text()).contains("There is no such link");

        value(claim(session(owner), link));
    }

    @Test
    void aWithdrawnOfferIsRefused() {
        var offered = offer(owner, "ci");
        var id = offered.getJsonObject("offer").getString("id");

        assertThat(admin.post("api/user_tokens/withdraw_offer", "id", id).status())
                .isEqualTo(204);

        assertThat(claim(session(owner), offered.getString("link")).text()).contains("has been withdrawn");
        assertThat(admin.post("api/user_tokens/withdraw_offer", "id", id).status())
                .isEqualTo(409);
        assertThat(admin.post("api/user_tokens/withdraw_offer", "id", "999999999")
                        .status())
                .isEqualTo(404);
        assertThat(offers(owner)).isEmpty();
    }

    @Test
    void rulesAreAskedAtTheOfferAndAgainAtTheClaim() {
        var session = session(owner);
        assertThat(refusal(owner, "x", "expirationDate", "2020-01-31")).contains("must be a day from");
        assertThat(refusal(owner, "x", "scopes", "nothing")).contains("'nothing' does not exist");
        assertThat(refusal(owner, "x", "type", "PROJECT_ANALYSIS_TOKEN")).contains("key of its project");
        admin.post(
                "api/service_accounts/create", "login", owner + "-robot", "name", "Robot", "group", "administrators");
        assertThat(refusal(owner + "-robot", "x")).contains("never signs in");
        var link = offer(owner, "ci").getString("link");
        assertThat(refusal(owner, "ci")).contains("already on offer");

        anybody.withPassword(owner, PASSWORD).post("api/user_tokens/generate", "name", "ci");
        assertThat(claim(session, link).text()).contains("already exists").doesNotContainPattern(VALUE);
        assertThat(refusal(owner, "ci")).contains("already exists");
        anybody.withPassword(owner, PASSWORD).post("api/user_tokens/revoke", "name", "ci");

        admin.post("api/scopes/create", "name", owner, "description", "x");
        var scoped = offer(owner, "scoped", "scopes", owner).getString("link");
        admin.post("api/scopes/delete", "name", owner);
        assertThat(claim(session, scoped).text()).contains("was deleted in the meantime");

        admin.post("api/settings/set", "key", "latchkey.token.scopes.required", "value", "true");
        try {
            assertThat(claim(session, link).text()).contains("names its scopes").doesNotContainPattern(VALUE);
        } finally {
            admin.post("api/settings/reset", "keys", "latchkey.token.scopes.required");
        }
        value(claim(session, link));
    }

    @Test
    void theOwnerMayBeRenamedButNotDeactivated() {
        var session = session(owner);
        var one = offer(owner, "one").getString("link");
        var two = offer(owner, "two").getString("link");
        admin.post("api/users/update_login", "login", owner, "newLogin", owner + "-new");

        value(claim(session, one));

        admin.post("api/users/deactivate", "login", owner + "-new");
        server.createUser(owner + "-new", "Owner", PASSWORD);
        assertThat(offers(owner + "-new")).isEmpty();
        assertThat(claim(session(owner + "-new"), two).text()).contains("has been withdrawn");
    }

    @Test
    void anOfferEndsWithTheRightToMakeIt() {
        var boss = owner + "-boss";
        server.createUser(boss, "Boss", PASSWORD);
        admin.post("api/user_groups/add_user", "name", "administrators", "login", boss);
        var withPassword = anybody.withPassword(boss, PASSWORD);
        var token =
                withPassword.post("api/user_tokens/generate", "name", "boss").json();
        var link = link(withPassword, "by password");
        var byToken = link(anybody.withBearer(token.getString("token")), "by token");
        var next = withPassword.post("api/user_tokens/rotate", "name", "boss").json();
        // ends the value that made the offer
        anybody.withBearer(next.getString("token")).get("api/users/current");

        withPassword.post("api/user_tokens/revoke", "name", "boss");
        assertThat(claim(session(owner), byToken).text()).contains("has been withdrawn");
        admin.post("api/user_groups/remove_user", "name", "administrators", "login", boss);
        assertThat(claim(session(owner), link).text()).contains("may no longer do so");

        admin.post("api/users/deactivate", "login", boss);
        assertThat(claim(session(owner), link).text()).contains("has been withdrawn");
    }

    @Test
    void aLeakOfTheTokenThatOfferedEndsWhatWasMade() {
        var boss = admin.post("api/user_tokens/generate", "name", owner).json().getString("token");
        var value = Secrets.remember(value(claim(session(owner), link(anybody.withBearer(boss), "ci"))));

        anybody.send(anybody.request("api/user_tokens/report_leak")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(boss)));

        assertThat(anybody.withBearer(value).get("api/users/current").status()).isEqualTo(401);
    }

    private String link(Api by, String name) {
        return Secrets.remember(by.post("api/user_tokens/offer", "login", owner, "name", name)
                .json()
                .getString("link"));
    }

    private JsonObject offer(String login, String name, String... more) {
        var answer = admin.post("api/user_tokens/offer", parameters(login, name, more));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String refusal(String login, String name, String... more) {
        var answer = admin.post("api/user_tokens/offer", parameters(login, name, more));
        assertThat(answer.status()).isEqualTo(400);
        return answer.errors().get(0);
    }

    private static String[] parameters(String login, String name, String... more) {
        return Stream.concat(Stream.of("login", login, "name", name), Arrays.stream(more))
                .toArray(String[]::new);
    }

    private List<JsonObject> offers(String login) {
        return admin.get("api/user_tokens/offers", "login", login)
                .json()
                .getJsonArray("offers")
                .getValuesAs(JsonObject.class);
    }

    private List<JsonObject> tokens() {
        return admin.get("api/user_tokens/search", "login", owner)
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class);
    }

    private JsonObject entry(String action) {
        return admin.get("api/audit_log/search", "action", action, "user", owner)
                .json()
                .getJsonArray("entries")
                .getJsonObject(0);
    }

    private String session(String login) {
        return server.sessionCookie(login, login.equals("admin") ? LatchkeyServer.ADMIN_PASSWORD : PASSWORD);
    }

    private Answer claim(String session, String link) {
        return StatelessForm.open(anybody, PAGE, session).send("submit", "confirmed", "true", "code", link);
    }

    private static String value(Answer claimed) {
        var found = VALUE.matcher(claimed.text());
        assertThat(found.find()).as(claimed.text()).isTrue();
        return found.group();
    }
}
