package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user chooses a password with a link that an administrator hands over. */
@OnEveryDatabase
@OnEveryServer
class PasswordLinkIT {

    private static final String FORMER = Secrets.remember("Corr3ct-Horse-42!");
    private static final String CHOSEN = Secrets.remember("four-Quite-different-words");
    private static final String PAGE = "link/password";

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private final Api anybody = server.api();
    private final String login = "invited-" + UUID.randomUUID();

    @BeforeEach
    void aUser() {
        server.createUser(login, "Ida Invited", FORMER);
    }

    @Test
    void aNewUserChoosesTheOnlyPasswordThereEverWas() {
        var name = login + "-new";
        var invited = admin.post("api/users/invite", "login", name, "name", "Nina New", "email", "nina@example.org")
                .json();
        assertThat(invited.getString("login")).isEqualTo(name);
        assertThat(invited.getString("link")).matches(".*/link/password#[A-Za-z0-9_-]{43}");
        assertThat(admin.get("api/users/search", "q", name).text()).contains("Nina New", "nina@example.org");
        var link = Secrets.remember(invited.getString("link"));

        assertThat(look(link).text()).contains("value=\"" + name + "\"");
        var chosen = choose(link, CHOSEN);
        assertThat(chosen.status()).isEqualTo(302);
        assertThat(chosen.headers().firstValue("Location").orElseThrow())
                .endsWith("/authentication/sign-in?chosen=true");
        assertThat(chosen.headers().allValues("Set-Cookie"))
                .as("nobody is signed in")
                .noneMatch(cookie -> cookie.startsWith("session"));

        assertThat(canSignIn(name, CHOSEN)).isTrue();
        assertThat(anybody.withPassword(name, CHOSEN)
                        .post("api/user_tokens/generate", "name", "ci")
                        .status())
                .as("a password of the user's own opens everything")
                .isEqualTo(200);
        assertThat(choose(link, CHOSEN).text()).contains("has been used already");
        assertThat(actions(name))
                .contains("PASSWORD_LINK_ISSUED", "PASSWORD_CHOSEN", "PASSWORD_CHANGED", "USER_CREATED");
        assertThat(admin.get("api/audit_log/search", "user", name).text())
                .doesNotContain(link.substring(link.indexOf('#') + 1));
    }

    @Test
    void nobodyInvitesOneself() {
        var refused = admin.post("api/users/invite", "login", LatchkeyServer.ADMIN_LOGIN);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("login");
        assertThat(refused.errors())
                .containsExactly("Change your own password under My account or with users/change_password.");
    }

    @Test
    void aFormerPasswordIsValidUntilTheLinkIsUsed() {
        var session = server.sessionCookie(login, FORMER);
        var link = invite(login);
        assertThat(look(link).status()).isEqualTo(200);
        assertThat(canSignIn(login, FORMER)).as("looking changes nothing").isTrue();
        assertThat(choose(link, "short").text())
                .contains("12 to 128 characters", "value=\"" + login + "\"")
                .doesNotContain("id=\"look\"");
        assertThat(signedIn(session)).isTrue();

        assertThat(choose(link, CHOSEN).status()).isEqualTo(302);

        assertThat(signedIn(session)).as("all sessions end").isFalse();
        assertThat(canSignIn(login, FORMER)).isFalse();
        assertThat(canSignIn(login, CHOSEN)).isTrue();
    }

    @Test
    void ofTwoChoicesAtOnceOneWins() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var turn : IntStream.range(0, 3).toArray()) {
                var link = invite(login);
                var start = new CountDownLatch(1);
                var answers = IntStream.range(0, 2)
                        .mapToObj(i -> StatelessForm.open(anybody, PAGE, ""))
                        .map(form -> threads.submit(() -> {
                            start.await();
                            return form.send("submit", parameters(link, CHOSEN + turn));
                        }))
                        .toList();
                start.countDown();

                var given = List.of(answers.get(0).get(), answers.get(1).get());
                assertThat(given).filteredOn(answer -> answer.status() == 302).hasSize(1);
                assertThat(given)
                        .filteredOn(answer -> answer.text().contains("has been used already"))
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(canSignIn(login, CHOSEN + "2")).isTrue();
    }

    @Test
    void aLinkEndsWithALaterOneAPasswordAndTheUser() {
        var first = invite(login);
        var second = invite(login);
        assertThat(look(first).text()).contains("has been withdrawn", "id=\"look\"");
        assertThat(look(second).text()).contains("id=\"submit\"");

        admin.post("api/users/change_password", "login", login, "password", FORMER + "-again");
        assertThat(choose(second, CHOSEN).text()).contains("has been withdrawn", "id=\"look\"");

        var third = invite(login);
        admin.post("api/users/deactivate", "login", login);
        assertThat(choose(third, CHOSEN).text()).contains("has been withdrawn");
        assertThat(refusal("login", login)).contains("is deactivated");
        assertThat(look("nonsense").text()).contains("There is no such link");
    }

    @Test
    void whoMayInviteIsWhoMaySetPasswords() {
        assertThat(refusal("login", "admin")).contains("your own password");
        assertThat(refusal("login", login, "email", "x@example.org")).contains("'name'");
        assertThat(refusal("login", login, "name", "Again")).contains("already");
        assertThat(refusal("login", login, "mail", "true")).contains("LATCHKEY_BASE_URL");
        assertThat(refusal("login", login + "-x", "name", "")).contains("name");
        assertThat(admin.post("api/users/invite", "login", login + "-x").status())
                .isEqualTo(404);
        assertThat(admin.get("api/users/search", "q", login + "-x").text()).doesNotContain(login + "-x\"");
        admin.post(
                "api/service_accounts/create", "login", login + "-robot", "name", "Robot", "group", "administrators");
        assertThat(refusal("login", login + "-robot")).contains("service account");

        var boss = login + "-boss";
        server.createUser(boss, "Boss", FORMER);
        admin.post("api/user_groups/add_user", "name", "administrators", "login", boss);
        var link = anybody.withPassword(boss, FORMER)
                .post("api/users/invite", "login", login)
                .json()
                .getString("link");
        admin.post("api/user_groups/remove_user", "name", "administrators", "login", boss);
        assertThat(choose(link, CHOSEN).text()).contains("may no longer do so");
        assertThat(canSignIn(login, FORMER)).isTrue();
    }

    @Test
    void nobodyAsksForMailWhereThereIsNone() {
        assertThat(anybody.get("authentication/sign-in").text()).doesNotContain("link/forgotten");
        var page = anybody.get("link/forgotten");
        assertThat(page.text()).contains("cannot mail links").doesNotContain("id=\"login\"");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    private String invite(String whom) {
        var answer = admin.post("api/users/invite", "login", whom);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Secrets.remember(answer.json().getString("link"));
    }

    private String refusal(String... parameters) {
        var answer = admin.post("api/users/invite", parameters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.errors().get(0);
    }

    private Answer look(String link) {
        return StatelessForm.open(anybody, PAGE, "").send("look", "code", link);
    }

    private Answer choose(String link, String password) {
        return StatelessForm.open(anybody, PAGE, "").send("submit", parameters(link, password));
    }

    private String[] parameters(String link, String password) {
        return Stream.of("choosing", "true", "code", link, "login", login, "password", Secrets.remember(password))
                .toArray(String[]::new);
    }

    private boolean canSignIn(String who, String password) {
        return anybody.post("api/authentication/login", "login", who, "password", password)
                        .status()
                == 200;
    }

    private boolean signedIn(String session) {
        return anybody.send(anybody.request("account/security")
                                .header("Cookie", session)
                                .GET())
                        .status()
                == 200;
    }

    private List<String> actions(String user) {
        return admin
                .get("api/audit_log/search", "user", user)
                .json()
                .getJsonArray("entries")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(entry -> entry.getString("action"))
                .toList();
    }
}
