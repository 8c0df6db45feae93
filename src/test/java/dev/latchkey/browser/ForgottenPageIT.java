package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many open pages of one user keep working; one whose state the database no longer keeps reloads with the user's input. */
@OnEveryServer
class ForgottenPageIT {

    private static final int PAGES = 50;

    /** A session keeps 100, and clears those beyond at one new page in four: once in 30 million times at none of sixty. */
    private static final int TOO_MANY_PAGES = 160;

    private static final String LOGIN = "tabs";
    private static final String PASSWORD = "Corr3ct-Horse-42!";

    @BeforeAll
    static void aUser() {
        LatchkeyServer.shared().createUser(LOGIN, "Many Tabs", PASSWORD);
    }

    @Test
    void fiftyOpenPagesGoOnWorking() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list").page();
            var users = LatchkeyServer.shared().baseUri().resolve("user/list").toString();
            for (int i = 1; i < PAGES; i++) {
                assertThat(page.request().get(users).text()).contains("jakarta.faces.ViewState");
            }
            page.evaluate("() => { window.same = true; }");

            page.locator("#q").fill(LOGIN);
            assertThat(page.locator("#users tbody tr")).hasCount(1);
            visit.row(LOGIN).locator("[id$=':tokens']").click();
            visit.settle();
            visit.field("Name").fill("first of fifty");
            visit.button("Generate").click();

            assertThat(visit.dialog().locator("#generatedValue")).isVisible();
            Secrets.remember(page.locator("#generatedValue").inputValue());
            assertThat(page.evaluate("() => window.same")).isEqualTo(true);
        }
    }

    @Test
    void aDialogComesBackWithWhatWasTyped() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?q=adm").page();
            visit.openDialog("Create user");
            visit.field("Login").fill("typed");
            visit.field("Name").fill("Typed Ñame");
            visit.field("Password").fill(Secrets.remember(PASSWORD));
            // its rating comes later, and uses the page
            assertThat(page.locator("[id$='password-strength']")).not().hasText("");
            forget(page);

            visit.dialog().locator("[id$=':submit']").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(page).hasURL(Pattern.compile("/user/list\\?q=adm$"));
            assertThat(visit.field("Login")).hasValue("typed");
            assertThat(visit.field("Name")).hasValue("Typed Ñame");
            assertThat(visit.field("Password")).hasValue("");
            assertThat(page.evaluate("() => sessionStorage.length")).isEqualTo(0);

            visit.field("Password").fill(Secrets.remember(PASSWORD));
            visit.settle();
            visit.dialog().locator("[id$=':submit']").click();
            assertThat(visit.dialog()).isHidden();
        }
    }

    @Test
    void theTokensOfTheSamePersonComeBack() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            visit.openTokens(LOGIN);
            visit.field("Name").fill("typed before");
            visit.field("Expires in").selectOption("Custom date");
            visit.field("Expiration date").fill("2031-05-06");
            forget(page);

            visit.button("Generate").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(visit.dialog()).containsText("Tokens of Many Tabs");
            assertThat(visit.field("Name")).hasValue("typed before");
            assertThat(visit.field("Expiration date")).hasValue("2031-05-06");
            visit.button("Generate").click();
            assertThat(visit.dialog().locator("#generatedValue")).isVisible();
            Secrets.remember(page.locator("#generatedValue").inputValue());
        }
    }

    @Test
    void theMenuOfALineOpensTheSameDialogAgain() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().openUsers("tab").page();
            visit.row(LOGIN).locator("[id$=':actions']").click();
            page.locator(".ui-menuitem-link:visible").first().click();
            visit.settleDialog();
            visit.field("Name").fill("Many, Many Tabs");
            // takes the first row when the page loads again
            LatchkeyServer.shared().createUser("tab", "Earlier", PASSWORD);
            forget(page);

            visit.dialog().locator("[id$=':submit']").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(visit.field("Login")).hasValue(LOGIN);
            assertThat(visit.field("Name")).hasValue("Many, Many Tabs");
        }
    }

    @Test
    void aForgottenPageWithoutScriptsOfPrimeFacesComesBackToSignOut() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).open("account/profile").page();
            forget(page);
            var before = LatchkeyServer.shared().log().length();

            page.locator("details.dropdown > summary").click();
            visit.button("Sign out").click();
            assertThat(page.locator("#notice")).containsText("Your input is back");
            page.locator("details.dropdown > summary").click();
            visit.button("Sign out").click();

            assertThat(page).hasTitle("Sign in · Latchkey");
            assertThat(LatchkeyServer.shared().log().substring(before)).isEmpty();
        }
    }

    @Test
    void aSearchGoesOnWhereItWas() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?status=ALL").page();
            forget(page);

            page.locator("#q").fill(LOGIN);

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(page).hasURL(Pattern.compile("q=" + LOGIN + "&status=ALL"));
            assertThat(page.locator("#users tbody tr")).hasCount(1);
        }
    }

    /** Until the page has loaded again, its forms have the state of the stateless page that answered. */
    @Test
    void aCommandThatWaitedForAnotherComesBackToo() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?status=ALL").page();
            page.evaluate("() => document.querySelectorAll('[name=\"jakarta.faces.ViewState\"]')"
                    + ".forEach((state) => { state.value = 'stateless'; })");
            var before = LatchkeyServer.shared().log().length();

            page.locator("#q").fill(LOGIN);

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(page.locator("#users tbody tr")).hasCount(1);
            assertThat(LatchkeyServer.shared().log().substring(before)).isEmpty();
        }
    }

    @Test
    void aFormThatLeadsToAnotherPageComesBackToo() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).open("account/profile").page();
            visit.field("Appearance").selectOption("Dark");
            forget(page);

            visit.button("Save").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(page).hasTitle("Profile · Latchkey");
            assertThat(page.locator("#appearance option:checked")).hasText("Dark");
        }
    }

    @Test
    void aReaderWhoHadToSignInAgainFindsWhatWasTyped() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?status=ALL").page();
            visit.openDialog("Create user");
            visit.field("Login").fill("typed");
            visit.settle();
            page.context().clearCookies();
            visit.field("Name").fill("Signed out");
            visit.dialog().locator("[id$=':submit']").click();
            assertThat(page).hasTitle("Sign in · Latchkey");

            page.locator("#login").fill(LatchkeyServer.ADMIN_LOGIN);
            page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
            page.locator("#submit").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(page).hasURL(Pattern.compile("/user/list\\?status=ALL$"));
            assertThat(visit.field("Login")).hasValue("typed");
            assertThat(visit.field("Name")).hasValue("Signed out");
        }
    }

    @Test
    void somebodyElseWhoSignsInFindsNothing() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).open("account/security").page();
            visit.field("Name").fill("for nobody else");
            page.context().clearCookies();
            visit.button("Generate").click();
            assertThat(page).hasTitle("Sign in · Latchkey");

            page.locator("#login").fill(LatchkeyServer.ADMIN_LOGIN);
            page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
            page.locator("#submit").click();

            assertThat(page).hasTitle("Security · Latchkey");
            visit.settle();
            assertThat(visit.field("Name")).hasValue("");
            assertThat(page.evaluate("() => sessionStorage.length")).isEqualTo(0);
        }
    }

    @Test
    void neitherPasswordsNorValuesAreKept() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list").page();
            page.addInitScript("window.stored = sessionStorage.getItem('latchkey.typed')");
            visit.openDialog("Create user");
            visit.field("Login").fill("kept");
            visit.field("Name").fill("lku_" + "0".repeat(36));
            visit.field("Password").fill(Secrets.remember(PASSWORD));
            // its rating comes later, and uses the page
            assertThat(page.locator("[id$='password-strength']")).not().hasText("");
            forget(page);

            visit.dialog().locator("[id$=':submit']").click();
            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(visit.field("Login")).hasValue("kept");
            assertThat((String) page.evaluate("() => window.stored"))
                    .contains("kept")
                    .doesNotContain("lku_")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void whatWasPastedToFindItsTokenIsNotKept() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("inventory/list").page();
            page.addInitScript("window.stored = sessionStorage.getItem('latchkey.typed')");
            page.locator("[id='find:token']").fill("pasted");
            forget(page);

            page.locator("[id='find:submit']").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat((String) page.evaluate("() => window.stored")).doesNotContain("pasted");
        }
    }

    /** Opens so many other pages that the session forgets this one. */
    private static void forget(Page page) {
        var other = LatchkeyServer.shared().baseUri().resolve("account/profile").toString();
        for (int i = 0; i < TOO_MANY_PAGES; i++) {
            assertThat(page.request().get(other).text()).contains("jakarta.faces.ViewState");
        }
    }
}
