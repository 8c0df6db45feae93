package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator invites a user in a dialog, and the user chooses a password on a page. */
@OnEveryServer
class PasswordLinkPageIT {

    private static final String CHOSEN = Secrets.remember("four-Quite-different-words");

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final String login = "page-" + UUID.randomUUID();

    @Test
    void fromTheDialogToTheFirstSignInByKeyboard() {
        String link;
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?q=" + login).page();
            visit.button("Create user").click();
            visit.settleDialog();
            visit.field("Login").fill(login);
            visit.field("Name").fill("Paula Page");
            visit.field("How the user gets a password").selectOption("By a link that you hand over");
            assertThat(page.locator("#createUserForm\\:password")).hasCount(0);
            page.locator("#createUserForm\\:submit").click();

            assertThat(page.locator("#userInvited")).isVisible();
            assertThat(page.locator("#createUser")).isHidden();
            assertThat(page.locator("#invitedCopy")).isFocused();
            link = Secrets.remember(page.locator("#invitedValue").inputValue());
            assertThat(link).contains("/link/password#");
            AccessibilityIT.check(visit, "a link for a password");
            page.keyboard().press("Enter");
            assertThat(visit.button("Copied")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#userInvited")).isHidden();
            assertThat(visit.button("Create user")).isFocused();
            assertThat(page.locator("#users_data")).containsText("Paula Page");
            assertThat(page.locator("#invitedValue")).hasCount(0);
            assertThat(page.content()).doesNotContain(link.substring(link.indexOf('#') + 1));
        }
        try (var visit = Visit.begin()) {
            var page = visit.page();
            page.navigate(link);
            assertThat(page.locator("#login")).hasValue(login);
            assertThat(page).hasURL(server.baseUri() + "link/password");
            page.locator("#password").focus();
            page.keyboard().type("password1234");
            assertThat(page.locator("#password-strength")).containsText("too easy to guess");
            page.keyboard().press("Enter");
            assertThat(page.locator("#password-message")).containsText("too easy to guess");
            assertThat(page.locator("#login")).hasValue(login);
            page.locator("#password").focus();
            page.keyboard().type(CHOSEN);
            page.keyboard().press("Enter");

            assertThat(page.locator("[role=status]")).containsText("Your new password is set.");
            page.keyboard().type(login);
            page.keyboard().press("Tab");
            page.keyboard().type(CHOSEN);
            page.keyboard().press("Enter");
            assertThat(page).hasTitle("Security · Latchkey");

            page.navigate(link);
            assertThat(page.locator(".field [role=alert], #refused").first()).isAttached();
            assertThat(page.locator("main")).containsText("has been used already");
        }
    }

    @Test
    void worksWithoutScripts() {
        var link = invite();
        try (var visit = Visit.withoutScripts()) {
            var page = visit.open("link/password").page();
            page.locator("#code").fill(link);
            page.locator("#look").click();
            assertThat(page.locator("#login")).hasValue(login);
            page.locator("#password").fill(CHOSEN);
            page.locator("#submit").click();

            assertThat(page.locator("[role=status]")).containsText("Your new password is set.");
        }
    }

    @Test
    void anAdministratorHelpsAUserWhoForgotThePassword() {
        server.createUser(login, "Paula Page", "Corr3ct-Horse-42!");
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?q=" + login).page();
            page.locator("[id$=':actions']").click();
            page.locator("#password").click();
            visit.settle();
            visit.field("How the user gets a password").selectOption("By a link that you hand over");
            page.locator("#userPasswordForm\\:submit").click();

            var link = Secrets.remember(page.locator("#invitedValue").inputValue());
            assertThat(page.locator("#userInvited")).containsText("Link for Paula Page");
            assertThat(link).contains("/link/password#");
            page.keyboard().press("Escape");
            assertThat(page.locator("#userInvited .leaving")).isVisible();
            visit.button("Leave without copying").click();
            assertThat(page.locator("#userInvited")).isHidden();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look) {
        var link = invite();
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.open("link/password").page();
            assertThat(page).hasTitle("Passwort wählen · Latchkey");
            AccessibilityIT.check(visit, "paste a link for a password");
            page.locator("#code").fill("x");
            page.locator("#look").click();
            assertThat(page.locator(".field [role=alert]")).containsText("gibt es nicht");
            AccessibilityIT.check(visit, "a link for a password, refused");
            page.navigate(link);
            assertThat(page.locator("#login")).hasValue(login);
            AccessibilityIT.check(visit, "choose a password");
            page.locator("#password").fill("kurz");
            page.locator("#submit").click();
            assertThat(page.locator("#password-message")).containsText("12 bis 128 Zeichen");
            AccessibilityIT.check(visit, "choose a password, refused");
        }
    }

    private String invite() {
        return Secrets.remember(server.admin()
                .post("api/users/invite", "login", login, "name", "Paula Page")
                .json()
                .getString("link"));
    }
}
