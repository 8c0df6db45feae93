package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project analysis token belongs to a project, and ends with it. */
@OnEveryDatabase
@OnEveryServer
class ProjectsIT {

    private static final String KEY = "it:projects-1";

    private final Api admin;

    ProjectsIT() {
        admin = LatchkeyServer.shared().admin();
    }

    @BeforeEach
    void create() {
        var answer = admin.post("api/projects/create", "project", KEY, "name", "Projects of the tests");
        assertThat(answer.text())
                .isEqualTo("{\"project\":{\"key\":\"" + KEY
                        + "\",\"name\":\"Projects of the tests\",\"qualifier\":\"TRK\"}}");
    }

    /** Cleans up: all tests share the server. */
    @AfterEach
    void delete() {
        admin.post("api/projects/delete", "project", KEY);
    }

    @Test
    void aProjectIsFoundByPartOfItsKeyOrName() {
        for (var text : List.of("PROJECTS-1", "of the tests")) {
            var found = admin.get("api/projects/search", "q", text).json();
            assertThat(found.getJsonObject("paging").getInt("total")).isEqualTo(1);
            var component = found.getJsonArray("components").getJsonObject(0);
            assertThat(component.getString("key")).isEqualTo(KEY);
            assertThat(component.getString("project")).isEqualTo(KEY);
            assertThat(component.getString("qualifier")).isEqualTo("TRK");
        }
        assertThat(admin.get("api/projects/search", "q", "it%projects").json().getJsonArray("components"))
                .isEmpty();
    }

    @Test
    void aFilterOfTheReferenceProductIsHonoured() {
        assertThat(keys("projects", KEY + ", it:nothing")).containsExactly(KEY);
        assertThat(keys("projects", "it:nothing")).isEmpty();
        assertThat(keys("projects", KEY, "q", "elsewhere")).isEmpty();
        assertThat(keys("projects", KEY, "qualifiers", "TRK")).containsExactly(KEY);
        assertThat(keys("projects", KEY, "qualifiers", "VW,APP")).isEmpty();
        assertThat(keys("projects", KEY, "onProvisionedOnly", "true")).containsExactly(KEY);
    }

    private List<String> keys(String... filter) {
        return admin
                .get("api/projects/search", filter)
                .json()
                .getJsonArray("components")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(project -> project.getString("key"))
                .toList();
    }

    @Test
    void aKeyIsTakenOnce() {
        var refused = admin.post("api/projects/create", "project", KEY, "name", "Another");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errors()).singleElement().asString().contains(KEY);
        assertThat(LatchkeyServer.shared().log())
                .as("a mistake of the caller is none of the server's")
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123", "with space", "umlaut-ä", "slash/1"})
    void whatIsNoKeyIsRefused(String key) {
        assertThat(admin.post("api/projects/create", "project", key, "name", "Bad")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aProjectTokenShowsItsProjectAndEndsWithIt() {
        var generated = generate(KEY);
        assertThat(generated.json().getString("projectKey")).isEqualTo(KEY);
        assertThat(generated.json().getString("token")).startsWith("lkp_");
        var token = admin.withBearer(generated.json().getString("token"));
        assertThat(listed().getJsonObject("project").getString("key")).isEqualTo(KEY);
        assertThat(listed().getJsonObject("project").getString("name")).isEqualTo("Projects of the tests");
        assertThat(token.get("api/authentication/validate").text())
                .isEqualTo("{\"projectKey\":\"" + KEY + "\",\"tokenType\":\"PROJECT_ANALYSIS_TOKEN\",\"valid\":true}");
        assertThat(token.get("api/projects/search").status()).isEqualTo(403);

        assertThat(admin.post("api/projects/delete", "project", KEY).status()).isEqualTo(204);

        assertThat(token.get("api/users/current").status()).isEqualTo(401);
        assertThat(generate(KEY).status()).isEqualTo(404);
    }

    @Test
    void aProjectTokenNeedsAProjectThatExists() {
        var without = admin.post("api/user_tokens/generate", "name", "it-project", "type", "PROJECT_ANALYSIS_TOKEN");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.fields()).containsExactly("projectKey");
        assertThat(generate("it:unknown").status()).isEqualTo(404);
    }

    @Test
    void onlyAdministratorsHandleProjects() {
        admin.post("api/users/create", "login", "it-projects", "name", "Projects", "password", "Secret-of-a-user-1");
        var user = admin.withPassword("it-projects", "Secret-of-a-user-1");
        assertThat(user.get("api/projects/search").status()).isEqualTo(403);
        assertThat(user.post("api/projects/create", "project", "it:user", "name", "User's")
                        .status())
                .isEqualTo(403);
        assertThat(user.post("api/projects/delete", "project", KEY).status()).isEqualTo(403);
        assertThat(admin.anonymous().get("api/projects/search").status()).isEqualTo(401);
    }

    private Api.Answer generate(String project) {
        return admin.post(
                "api/user_tokens/generate",
                "name",
                "it-project",
                "type",
                "PROJECT_ANALYSIS_TOKEN",
                "projectKey",
                project);
    }

    private JsonObject listed() {
        return admin
                .get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> token.getString("name").equals("it-project"))
                .findFirst()
                .orElseThrow();
    }
}
