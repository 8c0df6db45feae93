package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main task: find a user, generate a token for the user, see it work, and revoke it. */
@OnEveryServer
class AdministratorIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    @ParameterizedTest
    @EnumSource
    void generatesATokenThatWorksUntilItIsRevoked(Look look) {
        var login = "mara" + look.width;
        try (var visit = Visit.begin(look, "en-GB")) {
            var page = visit.signInAsAdmin().page();
            createUser(visit, login, "Mara Journey");

            page.locator("#q").fill(login);
            assertThat(page).hasURL(Pattern.compile("\\?q=" + login + "$"));
            assertThat(page.locator("#users tbody tr")).hasCount(1);
            var dialog = visit.openTokens(login);
            assertThat(dialog).containsText("Tokens of Mara Journey");
            assertThat(visit.button("Generate")).isDisabled();

            visit.field("Name").fill("deploy");
            visit.field("Expires in").selectOption("90 days");
            visit.button("Generate").click();
            visit.button("Copy").click();
            var value = dialog.locator("#generatedValue").inputValue();
            var copied = (String) page.evaluate("() => navigator.clipboard.readText()");
            assertThat(Secrets.remember(copied)).isEqualTo(value).matches("lku_[0-9A-Za-z]{36}");
            assertThat(visit.row("deploy")).containsText("User");

            var program = LatchkeyServer.shared().api().withBearer(value);
            assertThat(program.get("api/users/current").json().getString("login"))
                    .isEqualTo(login);

            visit.row("deploy").locator("[id$=':revoke']").click();
            assertThat(visit.row("deploy"))
                    .containsText(
                            "Revoke “deploy”? Programs using it will be refused at once.",
                            new ContainsTextOptions().setUseInnerText(true));
            visit.row("deploy").locator(".confirmRevoke").click();
            assertThat(dialog).containsText("No tokens");

            assertThat(program.get("api/users/current").status()).isEqualTo(401);
            dialog.locator("#tokenStatus").selectOption("Revoked or expired");
            assertThat(visit.row("deploy")).containsText("Revoked < 1 hour ago by admin");
        }
    }

    @Test
    void findsTheValueNowhereOnceTheDialogIsClosed() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            createUser(visit, "nils", "Nils Journey");
            var dialog = visit.openTokens("nils");
            visit.field("Name").fill("once");
            visit.button("Generate").click();
            var value = Secrets.remember(dialog.locator("#generatedValue").inputValue());
            assertThat(page.content()).contains(value);

            page.keyboard().press("Escape");
            visit.button("Leave without copying").click();
            assertThat(dialog).isHidden();
            visit.settle();

            assertThat(page.content()).doesNotContain(value);
            assertThat(visit.row("nils").locator("[id$=':tokens']")).isFocused();
            page.reload();
            assertThat(page.content()).doesNotContain(value);
        }
    }

    @Test
    void isToldBesideTheFieldWhatIsWrong() {
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin();
            createUser(visit, "otto", "Otto Journey");
            var dialog = visit.openTokens("otto");
            generate(visit, "same");
            generate(visit, "same");

            assertThat(dialog.locator("[id='generate:name-message']"))
                    .containsText("A token named 'same' already exists.");
            assertThat(visit.field("Name")).isFocused();

            visit.field("Name").fill("dated");
            visit.field("Expires in").selectOption("Custom date");
            visit.field("Expiration date").fill("2020-02-29");
            visit.button("Generate").click();
            assertThat(dialog.locator("[id='generate:expirationDate-message']"))
                    .containsText("The expiration date must be a day from ");
        }
    }

    @Test
    void keepsSearchSortAndFilterInTheAddress() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin()
                    .open("user/list?status=ALL&sort=-name&rows=50")
                    .page();
            page.locator("#q").fill("admin");
            assertThat(page).hasURL(Pattern.compile("q=admin.*status=ALL.*sort=-name.*rows=50"));

            page.reload();

            assertThat(page.locator("#q")).hasValue("admin");
            assertThat(page.locator("#status")).hasValue("ALL");
            assertThat(page.locator("th[aria-sort=descending]")).hasText("Name");
            assertThat(visit.row("Administrator")).isVisible();
        }
    }

    @Test
    void deactivatesAUserWhoIsThenRefused() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            createUser(visit, "pia", "Pia Journey");
            visit.open("user/list?q=pia");
            visit.row("pia").locator("[id$=':actions']").click();
            page.getByRole(AriaRole.MENUITEM).getByText("Deactivate").click();
            assertThat(visit.dialog()).containsText("Pia Journey");
            visit.dialog().locator(".ui-button.danger").click();

            assertThat(page.locator("#users")).containsText("No users match.");
            assertThat(LatchkeyServer.shared()
                            .api()
                            .withPassword("pia", PASSWORD)
                            .get("api/users/current")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void endsTheSessionsOfAUser() {
        LatchkeyServer.shared().createUser("pam", "Pam Journey", PASSWORD);
        try (var visit = Visit.begin();
                var pams = Visit.begin()) {
            pams.signIn("pam", PASSWORD).open("account/profile");
            assertThat(pams.page()).hasTitle("Profile · Latchkey");
            var page = visit.signInAsAdmin().open("user/list?q=pam").page();
            visit.row("pam").locator("[id$=':actions']").click();
            page.getByRole(AriaRole.MENUITEM).getByText("End sessions").click();
            assertThat(visit.dialog()).containsText("Sign Pam Journey out of every browser?");
            visit.dialog().locator(".ui-button.danger").click();
            assertThat(visit.dialog()).isHidden();

            pams.open("account/profile");
            assertThat(pams.page()).hasTitle("Sign in · Latchkey");
        }
    }

    private static void generate(Visit visit, String name) {
        visit.field("Name").fill(name);
        visit.button("Generate").click();
        visit.settle();
    }

    private static void createUser(Visit visit, String login, String name) {
        visit.open("user/list");
        visit.openDialog("Create user");
        var dialog = visit.dialog();
        visit.field("Login").fill(login);
        visit.field("Name").fill(name);
        visit.field("Password").fill(Secrets.remember(PASSWORD));
        visit.settle();
        dialog.locator("[id$=':submit']").click();
        assertThat(dialog).isHidden();
    }
}
