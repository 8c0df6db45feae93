package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The API normalizes text, finds it however it is typed, and rejects unreadable characters. */
@OnEveryServer
class TextIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String VALUE = "lku_" + "0".repeat(30) + "1qH16V";

    private final Api anybody = new Api(LatchkeyServer.shared().baseUri());
    private final Api admin = LatchkeyServer.shared().admin();
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String ann = "Ann." + suffix;

    @BeforeEach
    void aUserAndAGroup() {
        assertThat(user(ann, "Ann").status()).isEqualTo(200);
        assertThat(admin.post("api/user_groups/create", "name", " ops " + suffix + "\t")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoIsNamedIsFoundWithoutBlanksAndInAnyCase() {
        var group = "ops " + suffix + "\u00A0";
        var typed = " ANN." + suffix + "\n";

        assertThat(admin.post("api/user_groups/add_user", "name", group, "login", typed)
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("api/user_groups/users", "name", "\tops \u2003" + suffix)
                        .text())
                .contains(ann);
        assertThat(admin.get("api/users/groups", "login", typed).text()).contains("ops " + suffix);
        assertThat(admin.post("api/users/update", "login", typed, "name", "Ann Smith")
                        .json()
                        .getJsonObject("user")
                        .getString("login"))
                .isEqualTo(ann);
        assertThat(admin.post("api/user_tokens/generate", "login", typed, "name", "ci\u00A0")
                        .json()
                        .getString("login"))
                .isEqualTo(ann);
        assertThat(admin.get("api/user_tokens/search", "login", typed).text())
                .contains("\"login\":\"" + ann + "\"", "\"name\":\"ci\"");
        assertThat(admin.get("api/user_tokens/search_all", "login", typed).text())
                .contains("\"name\":\"ci\"");
        assertThat(admin.get("api/audit_log/search", "user", typed).text()).contains("TOKEN_GENERATED");
        assertThat(admin.post("api/user_tokens/rotate", "login", typed, "name", " ci")
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("api/user_tokens/revoke", "login", typed, "name", "ci\n")
                        .status())
                .isEqualTo(204);
        assertThat(admin.get("api/user_tokens/search", "login", ann).text()).doesNotContain("\"ci\"");
        assertThat(admin.post("api/user_groups/remove_user", "name", group, "login", typed)
                        .status())
                .isEqualTo(204);
        assertThat(admin.post("api/user_groups/delete", "name", group).status()).isEqualTo(204);
        assertThat(admin.post("api/users/deactivate", "login", typed).status()).isEqualTo(200);
    }

    @Test
    void loginsThatDifferInCaseAloneAreOne() {
        var second = user(ann.toUpperCase(Locale.ROOT), "Another Ann");
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.errors()).singleElement().asString().contains("login", "already");
        user("bob." + suffix, "Bob");
        assertThat(admin.post("api/users/update_login", "login", "bob." + suffix, "newLogin", "aNN." + suffix)
                        .status())
                .isEqualTo(400);

        assertThat(current("aNN." + suffix)).contains("\"login\":\"" + ann + "\"");
        assertThat(anybody.post("api/authentication/login", "login", " aNN." + suffix, "password", PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("api/users/update_login", "login", ann, "newLogin", "ann." + suffix)
                        .status())
                .isEqualTo(204);
        assertThat(current(ann)).contains("\"login\":\"ann." + suffix + "\"");
    }

    @Test
    void whatIsOnesOwnIsSoInAnyCase() {
        var self = anybody.withPassword(ann, PASSWORD);
        var typed = "aNN." + suffix;

        assertThat(self.post("api/user_tokens/generate", "login", typed, "name", "own", "type", "GLOBAL_ANALYSIS_TOKEN")
                        .status())
                .isEqualTo(200);
        assertThat(self.get("api/user_tokens/search", "login", typed).text()).contains("\"own\"");
        assertThat(self.post("api/user_tokens/revoke", "login", typed, "name", "own")
                        .status())
                .isEqualTo(204);
        assertThat(self.post(
                                "api/users/change_password",
                                "login",
                                typed,
                                "previousPassword",
                                PASSWORD,
                                "password",
                                "another-" + PASSWORD)
                        .status())
                .isEqualTo(204);
        assertThat(admin.post("api/users/deactivate", "login", "ADMIN").errors())
                .singleElement()
                .asString()
                .contains("your own");
    }

    @ParameterizedTest
    @CsvSource({"irem, irem", "İREM, irem", "strasse, carol", "STRASSE, carol", "zo\u00EB, zoe", "ZOE\u0308, zoe"})
    void aNameIsFoundInAnyCaseAndComposition(String text, String login) {
        user("irem." + suffix, suffix + "İrem");
        user("carol." + suffix, suffix + "Straße");
        user("zoe." + suffix, suffix + "Zoe\u0308");

        assertThat(admin.get("api/users/search", "q", suffix + text).text())
                .contains("\"total\":1", "\"login\":\"" + login + "." + suffix);
    }

    @Test
    void whatIsWrittenTheSameIsTheSame() {
        var composed = "Caf\u00E9 " + suffix;
        var decomposed = "Cafe\u0301 " + suffix;

        for (var name : List.of(composed, decomposed)) {
            admin.post("api/user_groups/create", "name", name);
            admin.post("api/user_tokens/generate", "name", name);
        }

        assertThat(admin.post("api/user_groups/create", "name", decomposed).status())
                .isEqualTo(400);
        assertThat(admin.post("api/user_tokens/generate", "name", decomposed).status())
                .isEqualTo(400);
        assertThat(admin.get("api/user_groups/search", "q", "CAFE\u0301 " + suffix)
                        .text())
                .contains("\"total\":1", composed);
        assertThat(admin.get("api/audit_log/search", "q", "CAFE\u0301 " + suffix, "action", "GROUP_CREATED")
                        .text())
                .contains("\"total\":1");
    }

    @ParameterizedTest
    @MethodSource("whatNobodyCanRead")
    void refusesWhatNobodyCanRead(String call, String field, String name, List<String> others) {
        var parameters = Stream.concat(others.stream().map(other -> other.replace("#", suffix)), Stream.of(field, name))
                .toArray(String[]::new);

        var answer = admin.post(call, parameters);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().contains(field).doesNotContain(VALUE);
    }

    static Stream<Arguments> whatNobodyCanRead() {
        return Stream.of("\u200B", "\u00A0", "\u3164", "op\u200Bs", "administrators\u2060", "a\u202Eb", "old " + VALUE)
                .flatMap(name -> Stream.of(
                        Arguments.of("api/user_tokens/generate", "name", name, List.of()),
                        Arguments.of("api/user_groups/create", "name", name, List.of()),
                        Arguments.of(
                                "api/user_groups/create",
                                "description",
                                name.equals("\u00A0") ? "a\u0007b" : name,
                                List.of("name", "described #")),
                        Arguments.of("api/projects/create", "name", name, List.of("project", "p-#")),
                        Arguments.of(
                                "api/users/create", "name", name, List.of("login", "unread.#", "password", PASSWORD))));
    }

    @Test
    void neitherInventoryNorLogIsSearchedForAValue() {
        for (var call : List.of("api/user_tokens/search_all", "api/audit_log/search")) {
            var field = call.contains("audit") ? "q" : "owner";
            var answer = admin.get(call, field, "of " + VALUE);
            assertThat(answer.fields()).containsExactly(field);
            assertThat(answer.errors()).singleElement().asString().contains("user_tokens/find");
        }
    }

    @Test
    void whatMayBeANameMayBeSearchedFor() {
        var group = (suffix + "g".repeat(255)).substring(0, 255);
        var login = (suffix + "l".repeat(255)).substring(0, 255);
        admin.post("api/user_groups/create", "name", group);
        user(login, "Long");

        assertThat(admin.get("api/user_groups/search", "q", group).text()).contains("\"total\":1");
        assertThat(admin.get("api/users/groups", "login", ann, "q", group, "selected", "all")
                        .text())
                .contains("\"total\":1");
        assertThat(admin.get("api/users/search", "q", login).text()).contains("\"total\":1");
        assertThat(admin.get("api/user_groups/users", "name", "users", "q", login)
                        .text())
                .contains("\"total\":1");
    }

    /** Folding turns some letters into several. */
    @Test
    void theLongestNamesAreKept() {
        var login = (suffix + "a".repeat(99)).substring(0, 99);
        var created = admin.post(
                "api/users/create",
                "login",
                login,
                "name",
                "\u0130".repeat(200),
                "email",
                "x".repeat(88) + "@example.org",
                "password",
                PASSWORD);

        assertThat(created.status()).as(created.text()).isEqualTo(200);
        assertThat(admin.post("api/users/update", "login", login, "name", "\uFB03".repeat(200))
                        .status())
                .isEqualTo(200);
        assertThat(admin.post(
                                "api/user_groups/create",
                                "name",
                                (suffix + "\uFB03".repeat(255)).substring(0, 255),
                                "description",
                                "\uFB03".repeat(200))
                        .status())
                .isEqualTo(200);
        assertThat(admin.post("api/user_tokens/generate", "name", "\uFB03".repeat(100))
                        .status())
                .isEqualTo(200);
    }

    private Answer user(String login, String name) {
        return admin.post("api/users/create", "login", login, "name", name, "password", PASSWORD);
    }

    private String current(String login) {
        return anybody.withPassword(login, PASSWORD).get("api/users/current").text();
    }
}
