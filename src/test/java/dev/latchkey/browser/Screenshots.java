package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.latchkey.it.LatchkeyServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes the pictures of the documentation: {@code mvn verify -Pscreens}. */
class Screenshots {

    private static final Path FOLDER = Path.of("docs", "screens");
    private static final String[] PEOPLE = {
        "Alma Reuter", "Bruno Keller", "Clara Winter", "David Okafor", "Elena Rossi", "Farid Haddad", "Greta Lindqvist"
    };

    private static final String USERS = """
            login,name,email,groups
            hanna,Hanna Sommer,hanna@example.org,users
            ivo,Ivo Petrov,ivo@example.org,users|administrators
            alma,Alma Reuter-Voss,,
            jo,Jo,not an address,users
            clara,Clara Winter,clara@example.org,
            """;

    @BeforeAll
    static void anOrganisation() {
        var admin = LatchkeyServer.shared().admin();
        for (var name : PEOPLE) {
            var login = login(name);
            admin.post(
                    "api/users/create",
                    "login",
                    login,
                    "name",
                    name,
                    "email",
                    login + "@example.org",
                    "password",
                    "Corr3ct-Horse-42!");
        }
        var today = LocalDate.now(Clock.systemUTC());
        generate("alma", "nightly-build", today.plusDays(5));
        generate("alma", "release", today.plusDays(90));
        generate("clara", "import", today.plusDays(30));
        generate("elena", "gateway", today.plusDays(365));
    }

    @Test
    void users() {
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().open("user/list");
            assertThat(visit.row("Greta")).isVisible();
            take(visit, "users");
        }
    }

    @Test
    void tokens() {
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().openTokens("alma");
            visit.field("Name").fill("deploy");
            visit.button("Generate").click();
            assertThat(visit.page().locator("#generatedValue")).isVisible();
            take(visit, "tokens");
            visit.button("Copy").click();
            visit.page().keyboard().press("Escape");
            assertThat(visit.dialog()).isHidden();
        }
        LatchkeyServer.shared().admin().post("api/user_tokens/revoke", "login", "alma", "name", "deploy");
    }

    @ParameterizedTest
    @CsvSource({
        "user/groups, groups",
        "inventory/list, inventory",
        "policy/tokens, policy",
        "audit/list, audit-log",
        "notification/system, system",
        "account/security, account",
    })
    void anotherPage(String path, String name) {
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().open(path);
            take(visit, name);
        }
    }

    @Test
    void userImport() {
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().open("provisioning/import");
            visit.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("users.csv", "text/csv", USERS.getBytes(StandardCharsets.UTF_8)));
            visit.button("Preview").click();
            assertThat(visit.row("hanna")).isVisible();
            take(visit, "import");
        }
    }

    private static void take(Visit visit, String name) {
        visit.settle();
        visit.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(FOLDER.resolve(name + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED));
    }

    private static void generate(String login, String name, LocalDate expiration) {
        var server = LatchkeyServer.shared().api();
        var value = server.asAdmin()
                .post("api/user_tokens/generate", "login", login, "name", name, "expirationDate", expiration.toString())
                .json()
                .getString("token");
        server.withBearer(value).get("api/users/current");
    }

    private static String login(String name) {
        return name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
    }
}
