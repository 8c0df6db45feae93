package dev.latchkey.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group owns a service account: its members and administrators manage it, and it outlives whoever made it. */
@OnEveryDatabase
@OnEveryServer
class ServiceAccountsIT {

    private static final String PASSWORD = Secrets.remember("Corr3ct-Horse-44!");
    private static final String GROUP = "robot keepers";
    private static final String OTHER = "other keepers";

    private static final AtomicInteger ROBOTS = new AtomicInteger();

    /** Each test has its own: users are never deleted. */
    private final String robotLogin = "release.robot." + ROBOTS.incrementAndGet();

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();
    private final Api member = person("keeper");
    private final Api former = person("former.keeper");
    private final Api stranger = person("no.keeper");

    private Api person(String login) {
        server.createUser(login, login, PASSWORD);
        return server.api().withPassword(login, PASSWORD);
    }

    @BeforeEach
    void aGroupOwnsARobot() {
        for (var group : List.of(GROUP, OTHER)) {
            admin.post("api/user_groups/create", "name", group);
        }
        for (var login : List.of("keeper", "former.keeper")) {
            admin.post("api/user_groups/add_user", "name", GROUP, "login", login);
        }
        ok(former.post("api/service_accounts/create", "login", robotLogin, "name", "Robot", "group", GROUP));
        admin.post("api/user_groups/remove_user", "name", GROUP, "login", "former.keeper");
    }

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        // with the password: no token extends what tokens may do
        server.api().asAdmin().post("api/settings/reset", "keys", "latchkey.token.generate.by.token");
        admin.post("api/service_accounts/deactivate", "login", robotLogin);
        for (var group : List.of(GROUP, OTHER)) {
            admin.post("api/user_groups/delete", "name", group, "newOwner", "administrators");
        }
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        return answer;
    }

    private static void refused(Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.errors()).singleElement().asString().contains(words);
    }

    private Answer generate(Api caller, String name, String... more) {
        var parameters = new String[4 + more.length];
        System.arraycopy(new String[] {"login", robotLogin, "name", name}, 0, parameters, 0, 4);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return caller.post("api/user_tokens/generate", parameters);
    }

    private Api robot() {
        return server.api().withBearer(ok(generate(member, "first")).json().getString("token"));
    }

    private static List<String> seenBy(Api caller) {
        return ok(caller.get("api/service_accounts/search"))
                .json()
                .getJsonArray("serviceAccounts")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(account -> account.getString("login"))
                .toList();
    }

    @Test
    void membersAndAdministratorsManageItAndItsTokens() {
        for (var caller : Map.of("member", member, "administrator", admin).entrySet()) {
            var name = caller.getKey();
            var keeper = caller.getValue();
            assertThat(seenBy(keeper)).as(name).contains(robotLogin);
            ok(generate(keeper, name));
            ok(keeper.post("api/user_tokens/rotate", "login", robotLogin, "name", name));
            assertThat(keeper.get("api/user_tokens/search", "login", robotLogin).text())
                    .contains("\"name\":\"" + name + "\"");
            ok(keeper.post("api/user_tokens/revoke", "login", robotLogin, "name", name));
            ok(keeper.post("api/service_accounts/update", "login", robotLogin, "name", "Robot of the " + name));
        }
        assertThat(reasons())
                .as("the group is the owner")
                .containsEntry("member", "OWNER")
                .containsEntry("administrator", "ADMINISTRATOR");
        ok(member.post("api/service_accounts/deactivate", "login", robotLogin));
        var back = ok(member.post("api/service_accounts/create", "login", robotLogin, "name", "Robot", "group", GROUP));
        assertThat(back.json().getJsonObject("serviceAccount").getBoolean("active"))
                .isTrue();
    }

    private Map<String, String> reasons() {
        return admin
                .get("api/user_tokens/search", "login", robotLogin, "status", "ENDED", "ps", "500")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> !token.getString("endReason", "").equals("ROTATED"))
                .collect(toMap(
                        token -> token.getString("name"),
                        token -> token.getString("endReason", ""),
                        (one, other) -> one));
    }

    @Test
    void nobodyElseSeesOrManagesIt() {
        ok(generate(member, "first"));
        for (var caller : List.of(stranger, former)) {
            assertThat(seenBy(caller)).isEmpty();
            for (var login : List.of(robotLogin, "nobody.of.this.name")) {
                var words = "Only members of the group that owns a service account and administrators may manage it.";
                refused(caller.post("api/service_accounts/update", "login", login, "name", "Mine"), 403, words);
                refused(caller.post("api/service_accounts/deactivate", "login", login), 403, words);
                var tokens = "Only administrators may manage the tokens of other users";
                refused(caller.get("api/user_tokens/search", "login", login), 403, tokens);
                refused(caller.post("api/user_tokens/generate", "login", login, "name", "x"), 403, tokens);
                refused(caller.post("api/user_tokens/rotate", "login", login, "name", "first"), 403, tokens);
                refused(caller.post("api/user_tokens/revoke", "login", login, "name", "first"), 403, tokens);
            }
            refused(
                    caller.post("api/service_accounts/create", "login", "robot.two", "name", "Two", "group", GROUP),
                    403,
                    "You do not belong to the group");
        }
        assertThat(server.api().get("api/service_accounts/search").status()).isEqualTo(401);
    }

    @Test
    void itsTokenIsThatOfAUserWhoManagesNothing() {
        var robot = robot();

        assertThat(ok(robot.get("api/users/current")).json().getString("login")).isEqualTo(robotLogin);
        assertThat(seenBy(robot)).isEmpty();
        refused(robot.post("api/service_accounts/deactivate", "login", robotLogin), 403, "Only members of the group");
        ok(robot.post("api/user_tokens/generate", "name", "second"));
        ok(robot.post("api/user_tokens/rotate"));
        refused(
                robot.post(
                        "api/users/change_password",
                        "login",
                        robotLogin,
                        "previousPassword",
                        "anything",
                        "password",
                        "an0ther Corr3ct Horse"),
                400,
                "'" + robotLogin + "' is a service account: it has tokens, but no password.");
        assertThat(robot.post("api/users/create", "login", "x.y", "name", "X", "password", PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    /** Nobody else can generate them: it never signs in. */
    @Test
    void membersGenerateTokensOfEveryType() {
        admin.post("api/projects/create", "project", "robots", "name", "Robots");

        ok(generate(member, "global", "type", "GLOBAL_ANALYSIS_TOKEN"));
        ok(generate(member, "project", "type", "PROJECT_ANALYSIS_TOKEN", "projectKey", "robots"));

        admin.post("api/projects/delete", "project", "robots");
    }

    @Test
    void nobodySignsInAsIt() {
        for (var password : List.of("", "x", PASSWORD)) {
            assertThat(server.api()
                            .withPassword(robotLogin, password)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(401);
        }
        var words = "'" + robotLogin + "' is a service account";
        refused(admin.post("api/users/change_password", "login", robotLogin, "password", PASSWORD), 400, words);
        refused(admin.post("api/users/update", "login", robotLogin, "email", "robot@example.org"), 400, words);
        refused(admin.post("api/user_groups/add_user", "name", "administrators", "login", robotLogin), 400, words);
        ok(admin.post("api/users/deactivate", "login", robotLogin));
        refused(
                admin.post("api/users/create", "login", robotLogin, "name", "Robert", "password", PASSWORD),
                400,
                "'" + robotLogin + "' is a deactivated service account");
    }

    @Test
    void theReferencesClientsSeeAUser() {
        var found = ok(stranger.get("api/users/search", "q", robotLogin))
                .json()
                .getJsonArray("users")
                .getJsonObject(0);
        assertThat(found.getString("login")).isEqualTo(robotLogin);
        assertThat(found.getBoolean("local")).isTrue();
        assertThat(found.getBoolean("serviceAccount")).isTrue();
        assertThat(found).doesNotContainKeys("groups", "tokensCount");
        assertThat(ok(admin.get("api/users/search", "q", "no.keeper")).text()).contains("\"serviceAccount\":false");
    }

    @Test
    void itOutlivesWhoeverMadeItAndItsTokens() {
        server.createUser("leaving.keeper", "Leaving", PASSWORD);
        admin.post("api/user_groups/add_user", "name", GROUP, "login", "leaving.keeper");
        var leaving = server.api().withPassword("leaving.keeper", PASSWORD);
        var robot = server.api()
                .withBearer(ok(generate(leaving, "of the leaving")).json().getString("token"));

        ok(admin.post("api/users/deactivate", "login", "leaving.keeper", "anonymize", "true"));

        ok(robot.get("api/users/current"));
    }

    @Test
    void deactivatingItEndsItsTokens() {
        var robot = robot();

        ok(member.post("api/service_accounts/deactivate", "login", robotLogin));

        assertThat(robot.get("api/users/current").status()).isEqualTo(401);
        refused(generate(member, "too late"), 400, "is deactivated");
    }

    /** The rule for acting on others holds for it, too. */
    @Test
    void aTokenOfAMemberActsWithinThePolicy() {
        var token = server.api()
                .withBearer(ok(member.post("api/user_tokens/generate", "name", "of the member"))
                        .json()
                        .getString("token"));
        ok(generate(token, "by token"));
        ok(admin.post("api/settings/set", "key", "latchkey.token.generate.by.token", "value", "false"));

        refused(generate(token, "by token too"), 403, "latchkey.token.generate.by.token");
        refused(
                token.post("api/service_accounts/create", "login", "robot.two", "name", "Two", "group", GROUP),
                403,
                "latchkey.user.create.by.token");
        ok(generate(member, "by password"));
        member.post("api/user_tokens/revoke", "name", "of the member");
    }

    @Test
    void whoeverDeletesItsGroupNamesANewOwner() {
        var robot = robot();

        var unanswered = admin.post("api/user_groups/delete", "name", GROUP);
        refused(unanswered, 400, "The group '" + GROUP + "' owns one service account");
        assertThat(unanswered.fields()).containsExactly("newOwner");
        refused(admin.post("api/user_groups/delete", "name", GROUP, "newOwner", "none such"), 404, "does not exist");
        ok(admin.post("api/user_groups/delete", "name", GROUP, "newOwner", OTHER));

        assertThat(admin.get("api/service_accounts/search", "q", robotLogin).text())
                .contains("\"group\":\"" + OTHER + "\"");
        assertThat(seenBy(member)).isEmpty();
        ok(robot.get("api/users/current"));
        assertThat(admin.get("api/audit_log/search", "action", "SERVICE_ACCOUNT_HANDED_OVER", "user", robotLogin)
                        .text())
                .contains("\"previousGroup\":\"" + GROUP + "\"")
                .contains("\"group\":\"" + OTHER + "\"");
    }
}
