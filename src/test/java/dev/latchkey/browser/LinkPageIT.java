package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator offers a token in the dialog, and its owner makes the value on a page. */
@OnEveryServer
class LinkPageIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final String owner = "linked-" + UUID.randomUUID();

    @BeforeEach
    void anOwner() {
        server.createUser(owner, "Lina Linked", PASSWORD);
    }

    @Test
    void fromTheOfferToTheValueByKeyboard() {
        String link;
        try (var visit = Visit.begin()) {
            var dialog = visit.signInAsAdmin().openTokens(owner);
            visit.settleDialog();
            visit.page().keyboard().type("deploy");
            visit.page().keyboard().press("Tab");
            visit.button("Create a link").focus();
            visit.page().keyboard().press("Enter");

            assertThat(dialog.locator("#offeredCopy")).isFocused();
            link = Secrets.remember(dialog.locator("#offeredValue").inputValue());
            assertThat(link).contains("/link/claim#");
            assertThat(dialog.locator(".offers")).containsText("deploy");
            assertThat(dialog.locator(".offers")).containsText("Created by admin");
            visit.page().keyboard().press("Enter");
            assertThat(visit.button("Copied")).isVisible();
            AccessibilityIT.check(visit, "a token on offer");
        }
        try (var visit = Visit.begin()) {
            var page = visit.page();
            page.navigate(link);
            assertThat(page.locator("#login")).isFocused();
            page.keyboard().type(owner);
            page.keyboard().press("Tab");
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");

            assertThat(page.locator("dl")).containsText("deploy");
            assertThat(page.locator("form")).containsText("admin offers you this token.");
            assertThat(page).hasURL(server.baseUri() + "link/claim");
            page.locator("#submit").focus();
            page.keyboard().press("Enter");

            var value = Secrets.remember(page.locator("#generatedValue").inputValue());
            assertThat(server.api()
                            .withBearer(value)
                            .get("api/users/current")
                            .json()
                            .getString("login"))
                    .isEqualTo(owner);
            visit.button("Copy").click();
            assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(value);
            page.navigate(link);
            assertThat(page.locator("#refused")).containsText("has been used already");
        }
    }

    @Test
    void aWithdrawnOfferLeavesTheList() {
        var link = offer("deploy");
        try (var visit = Visit.begin()) {
            var dialog = visit.signInAsAdmin().openTokens(owner);
            dialog.locator("[id$=':withdraw']").click();
            assertThat(dialog.locator(".confirmWithdraw")).isFocused();
            visit.page().keyboard().press("Enter");
            assertThat(dialog.locator(".offers")).hasCount(0);
        }
        try (var visit = Visit.begin()) {
            visit.signIn(owner, PASSWORD).page().navigate(link);
            assertThat(visit.page().locator("#refused")).containsText("has been withdrawn");
        }
    }

    @Test
    void worksWithoutScripts() {
        var link = offer("deploy");
        try (var visit = Visit.withoutScripts()) {
            var page = visit.signIn(owner, PASSWORD).open("link/claim").page();
            page.locator("#code").fill(link);
            page.locator("#submit").click();
            assertThat(page.locator("dl")).containsText("deploy");
            page.locator("#submit").click();

            Secrets.remember(page.locator("#generatedValue").inputValue());
            assertThat(page.locator("#generatedValue")).hasValue(Pattern.compile("lku_\\w{36}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look) {
        var link = offer("deploy " + look);
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signIn(owner, PASSWORD).open("link/claim").page();
            assertThat(page).hasTitle("Ihr neues Token · Latchkey");
            AccessibilityIT.check(visit, "open a link");
            page.locator("#code").fill("x");
            page.locator("#submit").click();
            assertThat(page.locator(".field [role=alert]")).containsText("gibt es nicht");
            AccessibilityIT.check(visit, "open a link, refused");
            page.navigate(link);
            assertThat(page.locator("dl")).containsText("deploy");
            AccessibilityIT.check(visit, "an offer");
            page.locator("#submit").click();
            Secrets.remember(page.locator("#generatedValue").inputValue());
            AccessibilityIT.check(visit, "a generated value");
            visit.button("Kopieren").click();
        }
    }

    private String offer(String name) {
        return Secrets.remember(server.admin()
                .post("api/user_tokens/offer", "login", owner, "name", name, "scopes", "latchkey:read")
                .json()
                .getString("link"));
    }
}
