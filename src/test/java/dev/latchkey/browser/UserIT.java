package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who are not administrators manage their own tokens and see no administration pages. */
@OnEveryServer
class UserIT {

    private static final String LOGIN = "quinn";
    private static final String PASSWORD = "Corr3ct-Horse-42!";

    @BeforeAll
    static void aUser() {
        LatchkeyServer.shared().createUser(LOGIN, "Quinn Journey", PASSWORD);
    }

    @Test
    void arrivesAtTheOwnTokensAndSeesNoAdministration() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();

            assertThat(page).hasTitle("Security · Latchkey");
            assertThat(page.locator("nav")).not().containsText("Administration");
            assertThat(page.locator("[role=search]")).hasCount(0);

            page.locator("a.product").click();
            assertThat(page).hasTitle("Security · Latchkey");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/list", "user/list.xhtml", "token/dialog", "token/dialog.xhtml", "WEB-INF/web.xml"})
    void isRefusedByAddress(String path) {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            assertThat(page).hasTitle("Security · Latchkey");

            var response = page.navigate(
                    LatchkeyServer.shared().baseUri().resolve(path).toString());

            assertThat(response.status()).isBetween(403, 404);
            assertThat(page.locator("body")).not().containsText("Create user");
            // WildFly itself answers for WEB-INF
            if (!path.startsWith("WEB-INF")) {
                assertThat(page.getByRole(AriaRole.HEADING)).not().isEmpty();
            }
        }
    }

    @Test
    void generatesAndRevokesOwnTokens() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            visit.field("Name").fill("mine");
            visit.field("Expires in").selectOption("No expiration");
            visit.button("Generate").click();
            var value = Secrets.remember(page.locator("#generatedValue").inputValue());
            var program = LatchkeyServer.shared().api().withBearer(value);
            assertThat(program.get("api/users/current").json().getString("login"))
                    .isEqualTo(LOGIN);

            visit.row("mine").locator("[id$=':revoke']").click();
            visit.row("mine").locator(".confirmRevoke").click();
            assertThat(page.locator("#tokens_data")).not().containsText("mine");

            assertThat(program.get("api/users/current").status()).isEqualTo(401);
        }
    }

    @Test
    void signsOut() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            page.locator(".dropdown summary").click();
            visit.button("Sign out").click();
            assertThat(page).hasTitle("Sign in · Latchkey");

            visit.open("account/security");

            assertThat(page).hasTitle("Sign in · Latchkey");
        }
    }
}
