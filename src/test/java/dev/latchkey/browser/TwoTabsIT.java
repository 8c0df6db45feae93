package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dialog whose user's login passed to another user acts on the user that it shows, or not at all. */
@OnEveryServer
class TwoTabsIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String CHANGED = "This user was changed in the meantime, so your change was not applied."
            + " The user now has the login '%s.old', the name '%s Brown'";

    private final Api admin = LatchkeyServer.shared().admin();

    @Test
    void noTokenIsGeneratedForOrRevokedOfAnother() {
        create("eva", "eva Smith");
        generate("eva");
        try (var visit = Visit.begin();
                var second = Visit.begin()) {
            var generating = visit.signInAsAdmin().openTokens("eva");
            var revoking = second.signInAsAdmin().openTokens("eva");
            giveLoginAway("eva");
            generate("eva");

            visit.field("Name").fill("deploy");
            visit.button("Generate").click();
            assertThat(generating).containsText(CHANGED.formatted("eva", "eva"));
            assertThat(generating).containsText("Tokens of eva Brown");
            assertThat(generating.locator("#generatedValue")).hasCount(0);

            second.row("ci").locator("[id$=':revoke']").click();
            second.row("ci").locator(".confirmRevoke").click();
            assertThat(revoking).containsText(CHANGED.formatted("eva", "eva"));

            assertThat(tokens("eva")).containsExactly("ci");
            assertThat(tokens("eva.old")).containsExactly("ci");

            // the dialog now shows the change, so a second click means the user that it shows
            visit.button("Generate").click();
            assertThat(generating.locator("#generatedValue")).isVisible();
            Secrets.remember(generating.locator("#generatedValue").inputValue());
            assertThat(tokens("eva")).containsExactly("ci");
            assertThat(tokens("eva.old")).containsExactly("ci", "deploy");
        }
    }

    @Test
    void nobodyElseIsMadeAnAdministrator() {
        create("fay", "fay Smith");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().openUsers("fay");
            visit.row("fay").locator("[id$=':groups']").click();
            visit.dialog().locator("select").selectOption("Unselected");
            visit.settle();
            visit.field("Search").fill("administrators");
            var box = visit.dialog().getByRole(AriaRole.CHECKBOX);
            assertThat(box).hasCount(1);
            visit.settle();
            giveLoginAway("fay");

            box.click();

            assertThat(visit.dialog()).containsText(CHANGED.formatted("fay", "fay"));
            assertThat(visit.dialog()).containsText("Groups of fay Brown");
            assertThat(box).not().isChecked();
            assertThat(groups("fay")).containsExactly("users");
            assertThat(groups("fay.old")).containsExactly("users");
        }
    }

    @Test
    void nobodyElseGetsAPassword() {
        create("gil", "gil Smith");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().openUsers("gil");
            choose(visit, "gil", "Change password");
            giveLoginAway("gil");

            visit.field("New password").fill(Secrets.remember("An0ther-Horse-43!"));
            visit.settle();
            visit.dialog().locator("[id$=':submit']").click();

            assertThat(visit.dialog()).containsText(CHANGED.formatted("gil", "gil"));
            assertThat(visit.dialog()).containsText("gil Brown");
            for (var login : List.of("gil", "gil.old")) {
                assertThat(LatchkeyServer.shared()
                                .api()
                                .withPassword(login, PASSWORD)
                                .get("api/users/current")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void nobodyElseIsDeactivated() {
        create("hugo", "hugo Smith");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().openUsers("hugo");
            choose(visit, "hugo", "Deactivate");
            giveLoginAway("hugo");

            visit.dialog().locator("[id$=':submit']").click();

            assertThat(visit.dialog()).containsText(CHANGED.formatted("hugo", "hugo"));
            visit.openUsers("hugo");
            assertThat(visit.page().locator("#users_data > tr")).hasCount(2);
        }
    }

    @Test
    void aRowThatThePageDoesNotShowCannotBeChosen() {
        create("ida", "ida Smith");
        create("kim", "kim Smith");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().openUsers("kim");
            var ofKim = visit.row("kim").locator("[id$=':tokens']").getAttribute("data-row");
            visit.openUsers("ida");
            var button = visit.row("ida").locator("[id$=':tokens']");
            button.evaluate("(button, row) => { button.dataset.row = row; }", ofKim);

            button.click();

            assertThat(visit.page().locator("#notice")).containsText("Your input is back");
            assertThat(visit.dialog()).hasCount(0);
        }
    }

    private static void choose(Visit visit, String login, String action) {
        visit.row(login).locator("[id$=':actions']").click();
        visit.page()
                .getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setHasText(action))
                .click();
        assertThat(visit.dialog()).isVisible();
        visit.settle();
    }

    /** Renames the user, and creates another user with the former login. */
    private void giveLoginAway(String login) {
        admin.post("api/users/update", "login", login, "name", login + " Brown");
        admin.post("api/users/update_login", "login", login, "newLogin", login + ".old");
        create(login, login + " Jones");
    }

    private void create(String login, String name) {
        admin.post("api/users/create", "login", login, "name", name, "password", Secrets.remember(PASSWORD));
    }

    private void generate(String login) {
        admin.post("api/user_tokens/generate", "login", login, "name", "ci");
    }

    private List<String> tokens(String login) {
        return names("api/user_tokens/search", login, "userTokens");
    }

    private List<String> groups(String login) {
        return names("api/users/groups", login, "groups");
    }

    private List<String> names(String path, String login, String member) {
        return admin.get(path, "login", login).json().getJsonArray(member).getValuesAs(JsonObject.class).stream()
                .map(found -> found.getString("name"))
                .toList();
    }
}
