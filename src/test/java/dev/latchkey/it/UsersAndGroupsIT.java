package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Administrators' changes to users and groups take effect at the next call. */
@OnEveryServer
class UsersAndGroupsIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String OTHER_PASSWORD = "Another-Horse-43!";

    // a server of its own: other tests could not cope with its changes of administrators
    private static final LatchkeyServer SERVER = LatchkeyServer.start(Map.of());

    private static final Api ADMIN = SERVER.admin();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void ofTwoChangesToTheSameVersionOneIsMadeAndTheOtherToldWhatThereIs() throws Exception {
        create("conflict");
        var version = Integer.toString(ADMIN.post("api/users/update", "login", "conflict", "name", "Seen")
                .json()
                .getJsonObject("user")
                .getInt("version"));

        var answers = atOnce(
                () -> ADMIN.post("api/users/update", "login", "conflict", "name", "One", "version", version),
                () -> ADMIN.post("api/users/update", "login", "conflict", "name", "Other", "version", version));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        var made = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        var refused = answers.stream()
                .filter(answer -> answer.status() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(refused.errors())
                .singleElement()
                .asString()
                .contains(made.json().getJsonObject("user").getString("name"));
    }

    /** A script that deactivates the users it finds would deactivate all of them if the filter were ignored. */
    @Test
    void aFilterOfTheReferenceProductIsHonoured() {
        create("filtered");

        assertThat(logins(ADMIN, "externalIdentity", "filtered")).containsExactly("filtered");
        assertThat(logins(ADMIN, "externalIdentity", "FILTERED")).containsExactly("filtered");
        assertThat(logins(ADMIN, "externalIdentity", "filtere")).isEmpty();
        assertThat(logins(ADMIN, "managed", "true")).isEmpty();
        assertThat(logins(ADMIN, "managed", "false", "q", "filtered")).containsExactly("filtered");
        var plain = SERVER.api().withBearer(token(SERVER.api().withPassword("filtered", PASSWORD)));
        for (var filter : List.of("externalIdentity", "lastConnectedAfter", "lastConnectedBefore")) {
            assertThat(plain.get("api/users/search", filter, "2026-01-01").status())
                    .as(filter)
                    .isEqualTo(403);
        }
        assertThat(groups("managed", "true")).isEmpty();
        assertThat(groups("f", "name")).isNotEmpty().allSatisfy(group -> assertThat(group.asJsonObject())
                .containsKeys("id", "name", "default")
                .doesNotContainKeys("description", "membersCount", "managed"));
    }

    @Test
    void everybodySeesHowManyTokensOneHasOneself() {
        create("counting");
        create("counting-too");
        var counting = SERVER.api().withBearer(token(SERVER.api().withPassword("counting", PASSWORD)));

        var found = counting.get("api/users/search", "q", "counting").json().getJsonArray("users");

        assertThat(found).hasSize(2);
        assertThat(found.getJsonObject(0).getInt("tokensCount")).isEqualTo(1);
        assertThat(found.getJsonObject(1)).doesNotContainKey("tokensCount");
    }

    @Test
    void pagesAreAsLongAsInTheReferenceProduct() {
        assertThat(pageSize("api/users/search")).isEqualTo(50);
        assertThat(pageSize("api/users/groups", "login", "admin")).isEqualTo(25);
        assertThat(pageSize("api/user_groups/users", "name", "users")).isEqualTo(25);
        assertThat(pageSize("api/user_groups/search")).isEqualTo(100);
        assertThat(pageSize("api/projects/search")).isEqualTo(100);
    }

    private static int pageSize(String path, String... parameters) {
        return ADMIN.get(path, parameters).json().getJsonObject("paging").getInt("pageSize");
    }

    private static List<String> logins(Api caller, String... filter) {
        return caller
                .get("api/users/search", filter)
                .json()
                .getJsonArray("users")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(user -> user.getString("login"))
                .toList();
    }

    private static List<JsonValue> groups(String... filter) {
        return ADMIN.get("api/user_groups/search", filter).json().getJsonArray("groups");
    }

    @Test
    void theLastAdministratorStaysOne() {
        assertThat(ADMIN.post("api/user_groups/remove_user", "name", "administrators", "login", "admin"))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errors()).singleElement().asString().contains("last administrator");
                });
        assertThat(ADMIN.post("api/users/deactivate", "login", "admin").status())
                .isEqualTo(400);
        assertThat(ADMIN.get("api/user_groups/search").status()).isEqualTo(200);
    }

    @Test
    void whoHasNoPasswordIsNoOtherAdministrator() {
        var imported = ADMIN.send(ADMIN.request("api/users/import?administrators=true")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("login,name,groups\npasswordless,Without,administrators\n")));
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        Tasks.ended(ADMIN, imported.json().getString("taskId"));
        assertThat(ADMIN.get("api/user_groups/users", "name", "administrators").text())
                .contains("passwordless");

        assertThat(ADMIN.post("api/user_groups/remove_user", "name", "administrators", "login", "admin")
                        .status())
                .isEqualTo(400);

        ADMIN.post("api/users/deactivate", "login", "passwordless");
    }

    @Test
    void ofTwoAdministratorsWhoRemoveEachOtherOneStays() throws Exception {
        create("rival");
        ADMIN.post("api/user_groups/add_user", "name", "administrators", "login", "rival");
        var rival = SERVER.api().withBearer(token(SERVER.api().withPassword("rival", PASSWORD)));

        var answers = atOnce(
                () -> ADMIN.post("api/user_groups/remove_user", "name", "administrators", "login", "rival"),
                () -> rival.post("api/user_groups/remove_user", "name", "administrators", "login", "admin"));

        // a slow caller has lost the role before the server checks the call
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(204).containsAnyOf(400, 403);
        rival.post("api/user_groups/add_user", "name", "administrators", "login", "admin");
        assertThat(ADMIN.post("api/user_groups/remove_user", "name", "administrators", "login", "rival")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aRoleCountsFromTheNextCallOnAndIsGoneAtTheNext() {
        create("changing");
        var token = SERVER.api().withBearer(token(SERVER.api().withPassword("changing", PASSWORD)));
        var password = SERVER.api().withPassword("changing", PASSWORD);
        assertThat(List.of(token, password))
                .allSatisfy(caller -> assertThat(groups(caller)).isEqualTo(403));

        ADMIN.post("api/user_groups/add_user", "name", "administrators", "login", "changing");
        assertThat(List.of(token, password))
                .allSatisfy(caller -> assertThat(groups(caller)).isEqualTo(200));

        ADMIN.post("api/user_groups/remove_user", "name", "administrators", "login", "changing");
        assertThat(List.of(token, password))
                .allSatisfy(caller -> assertThat(groups(caller)).isEqualTo(403));
    }

    @Test
    void anAdministratorsNewPasswordCountsAtOnceAndKeepsTheTokens() {
        create("forgetful");
        var before = SERVER.api().withPassword("forgetful", PASSWORD);
        var token = SERVER.api().withBearer(token(before));

        assertThat(ADMIN.post("api/users/change_password", "login", "forgetful", "password", "short")
                        .status())
                .isEqualTo(400);
        assertThat(ADMIN.post("api/users/change_password", "login", "forgetful", "password", OTHER_PASSWORD)
                        .status())
                .isEqualTo(204);

        assertThat(current(before)).isEqualTo(401);
        assertThat(current(SERVER.api().withPassword("forgetful", OTHER_PASSWORD)))
                .isEqualTo(200);
        assertThat(current(token)).isEqualTo(200);
    }

    @Test
    void onesOwnPasswordChangesForWhoKnowsIt() {
        create("careful");
        var careful = SERVER.api().withPassword("careful", PASSWORD);

        assertThat(change(careful, "wrong", OTHER_PASSWORD).fields()).containsExactly("previousPassword");
        assertThat(change(careful, PASSWORD, PASSWORD).status()).isEqualTo(400);
        assertThat(change(careful, PASSWORD, "short").status()).isEqualTo(400);
        assertThat(change(careful, PASSWORD, OTHER_PASSWORD).status()).isEqualTo(204);

        assertThat(current(careful)).isEqualTo(401);
        assertThat(careful.post("api/users/change_password", "login", "admin", "password", PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(SERVER.api()
                        .withPassword("careful", OTHER_PASSWORD)
                        .post("api/users/change_password", "login", "admin", "password", PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoFindsATokenCannotGuessThePassword() {
        create("guessed");
        var thief = SERVER.api().withBearer(token(SERVER.api().withPassword("guessed", PASSWORD)));

        for (int i = 0; i < 10; i++) {
            thief.post(
                    "api/users/change_password",
                    "login",
                    "guessed",
                    "previousPassword",
                    "guess " + i,
                    "password",
                    OTHER_PASSWORD);
        }

        assertThat(thief.post(
                                "api/users/change_password",
                                "login",
                                "guessed",
                                "previousPassword",
                                PASSWORD,
                                "password",
                                OTHER_PASSWORD)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aShortFirstPasswordIsGoodForNothingButItsChange() {
        ADMIN.post("api/users/create", "login", "short", "name", "Short", "password", "t00 sh0rt");

        var refused = SERVER.api().withPassword("short", "t00 sh0rt").get("api/users/current");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errors()).singleElement().asString().contains("users/change_password");
        assertThat(SERVER.api()
                        .withPassword("short", "t00 sh0rt")
                        .post(
                                "api/users/change_password",
                                "login",
                                "short",
                                "previousPassword",
                                "t00 sh0rt",
                                "password",
                                OTHER_PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(current(SERVER.api().withPassword("short", OTHER_PASSWORD))).isEqualTo(200);
    }

    @Test
    void anotherLoginKeepsTheTokens() {
        create("maiden");
        var token = SERVER.api().withBearer(token(SERVER.api().withPassword("maiden", PASSWORD)));

        assertThat(ADMIN.post("api/users/update_login", "login", "maiden", "newLogin", "admin")
                        .status())
                .isEqualTo(400);
        assertThat(ADMIN.post("api/users/update_login", "login", "maiden", "newLogin", "married")
                        .status())
                .isEqualTo(204);

        assertThat(token.get("api/users/current").json().getString("login")).isEqualTo("married");
        assertThat(current(SERVER.api().withPassword("maiden", PASSWORD))).isEqualTo(401);
        assertThat(current(SERVER.api().withPassword("married", PASSWORD))).isEqualTo(200);
    }

    @Test
    void anAnonymizedUserIsRefusedAndLeavesNoTrace() {
        create("leaving");
        var password = SERVER.api().withPassword("leaving", PASSWORD);
        var token = SERVER.api().withBearer(token(password));

        var answer = ADMIN.post("api/users/deactivate", "login", "leaving", "anonymize", "true");

        var user = answer.json().getJsonObject("user");
        assertThat(user.getString("login")).startsWith("removed-");
        assertThat(user.getString("name")).isEqualTo(user.getString("login"));
        assertThat(answer.text()).doesNotContain("leaving");
        assertThat(current(password)).isEqualTo(401);
        assertThat(current(token)).isEqualTo(401);
        assertThat(ADMIN.get("api/users/search", "deactivated", "true").text()).doesNotContain("leaving");
    }

    @Test
    void whoComesBackHasNoMoreThanAnyUser() {
        create("returning");
        ADMIN.post("api/user_groups/add_user", "name", "administrators", "login", "returning");
        var token = SERVER.api().withBearer(token(SERVER.api().withPassword("returning", PASSWORD)));
        ADMIN.post("api/users/deactivate", "login", "returning");
        assertThat(ADMIN.post("api/user_groups/add_user", "name", "administrators", "login", "returning")
                        .status())
                .isEqualTo(400);

        create("returning");

        assertThat(current(token)).isEqualTo(401);
        assertThat(groups(SERVER.api().withPassword("returning", PASSWORD))).isEqualTo(403);
    }

    @Test
    void groupsComeAndGo() {
        create("member");
        var created = ADMIN.post("api/user_groups/create", "name", "crew", "description", "All hands")
                .json()
                .getJsonObject("group");
        assertThat(created.getInt("membersCount")).isZero();
        assertThat(created.getBoolean("default")).isFalse();

        assertThat(ADMIN.post("api/user_groups/add_user", "name", "crew", "login", "member")
                        .status())
                .isEqualTo(204);
        assertThat(ADMIN.get("api/user_groups/users", "name", "crew").text())
                .contains("\"login\":\"member\"", "\"selected\":true", "\"total\":1");
        assertThat(ADMIN.get("api/users/groups", "login", "member").text()).contains("crew", "users");
        assertThat(ADMIN.get("api/users/groups", "login", "member", "selected", "deselected")
                        .text())
                .contains("administrators")
                .doesNotContain("crew");

        assertThat(ADMIN.post("api/user_groups/update", "currentName", "crew", "name", "sailors")
                        .text())
                .contains("sailors", "All hands", "\"membersCount\":1");
        assertThat(ADMIN.get("api/users/search", "q", "member").text()).contains("sailors");

        assertThat(ADMIN.post("api/user_groups/delete", "name", "sailors").status())
                .isEqualTo(204);
        assertThat(ADMIN.get("api/users/groups", "login", "member").text()).doesNotContain("sailors");
    }

    private static void create(String login) {
        var answer = ADMIN.post("api/users/create", "login", login, "name", login, "password", PASSWORD);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String token(Api caller) {
        return caller.post("api/user_tokens/generate", "name", "test").json().getString("token");
    }

    private static Answer change(Api caller, String previous, String password) {
        return caller.post(
                "api/users/change_password", "login", "careful", "previousPassword", previous, "password", password);
    }

    private static int current(Api caller) {
        return caller.get("api/users/current").status();
    }

    /** The status of a call that only administrators may make. */
    private static int groups(Api caller) {
        return caller.get("api/user_groups/search").status();
    }

    private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> answers = threads.invokeAll(List.of(one, other));
            return List.of(answers.get(0).get(), answers.get(1).get());
        } finally {
            threads.shutdown();
        }
    }
}
