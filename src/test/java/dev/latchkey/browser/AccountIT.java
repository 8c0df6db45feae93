package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users manage their own profile, password and sessions. */
@OnEveryServer
class AccountIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String OTHER = "an0ther Corr3ct Horse";
    private static final Pattern SIGN_IN = Pattern.compile(".*/authentication/sign-in.*");

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look) {
        create("frida");
        try (var visit = Visit.begin(look, look == Look.PHONE ? "de-DE" : "en-GB")) {
            visit.signIn("frida", PASSWORD);
            for (var path : new String[] {"account/profile", "account/security"}) {
                visit.open(path);
                visit.assertAccessible(path + " " + look);
                assertThat(visit.isWiderThanTheWindow()).as(path).isFalse();
            }
            visit.page().locator("[id='passwordForm:submit']").click();
            assertThat(visit.page().locator("[id='passwordForm:previousPassword-message']"))
                    .not()
                    .isEmpty();
            visit.assertAccessible("change of the password, refused " + look);
        }
    }

    @Test
    void languageAndAppearanceCountAtOnceAndEverywhere() {
        create("fritz");
        try (var visit = Visit.begin()) {
            visit.signIn("fritz", PASSWORD).open("account/profile");
            var page = visit.page();
            page.locator("#language").selectOption("GERMAN");
            page.locator("#appearance").selectOption("DARK");
            page.locator("#save").click();

            assertThat(page.locator("h1")).hasText("Profil");
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(brightness(page)).isLessThan(60);
        }
        assertThat(kept("PREFERENCES_CHANGED", "fritz")).hasSize(1);
        try (var elsewhere = Visit.begin()) {
            var page =
                    elsewhere.signIn("fritz", PASSWORD).open("account/security").page();
            assertThat(page.locator("h1")).hasText("Sicherheit");
            assertThat(brightness(page)).isLessThan(60);
        }
    }

    @Test
    void whoChangesThePasswordStaysAndEverybodyElseGoes() {
        create("felix");
        try (var visit = Visit.begin();
                var other = Visit.begin()) {
            other.signIn("felix", PASSWORD).open("account/security");
            var page = visit.signIn("felix", PASSWORD).open("account/security").page();

            changePassword(page, "n0t the old password", OTHER);
            assertThat(page.locator("[id='passwordForm:previousPassword-message']"))
                    .containsText("The current password is wrong.");
            changePassword(page, PASSWORD, "Password1234");
            assertThat(page.locator("[id='passwordForm:password-message']")).containsText("too easy to guess");
            changePassword(page, PASSWORD, OTHER);
            assertThat(page.locator(".done")).isVisible();

            visit.open("account/profile");
            assertThat(page.locator("h1")).hasText("Profile");
            other.page().locator("[id='passwordForm:submit']").click();
            other.page().waitForURL(SIGN_IN);
        }
    }

    @Test
    void tellsWhileOneTypesHowHardAPasswordIsToGuess() {
        create("flora");
        try (var visit = Visit.begin()) {
            var page = visit.signIn("flora", PASSWORD).open("account/security").page();
            var field = page.locator("[id='passwordForm:password']");
            var hint = page.locator("[id='passwordForm:password-strength']");

            field.fill("short");
            assertThat(hint).containsText("12 to 128");
            field.fill("the rose of flora");
            assertThat(hint).containsText("login");
            field.fill("correct horse battery staple");
            assertThat(hint).hasText("Very hard to guess");
        }
    }

    @Test
    void endsOneSessionAndAllOfThem() {
        create("fanny");
        try (var visit = Visit.begin();
                var second = Visit.begin();
                var third = Visit.begin()) {
            second.signIn("fanny", PASSWORD).open("account/profile");
            third.signIn("fanny", PASSWORD).open("account/profile");
            var page = visit.signIn("fanny", PASSWORD).open("account/security").page();
            var sessions = page.locator("[id='sessionsForm:sessions'] tbody tr");
            assertThat(sessions).hasCount(3);

            // most recently seen first: this session, the third, the second
            sessions.nth(1).locator("button").click();
            assertThat(sessions).hasCount(2);
            third.open("account/profile").page().waitForURL(SIGN_IN);
            second.open("account/profile");
            assertThat(second.page().locator("h1")).hasText("Profile");

            page.locator("[id='sessionsForm:everywhere']").click();
            page.waitForURL(SIGN_IN);
            visit.open("account/profile").page().waitForURL(SIGN_IN);
            second.open("account/profile").page().waitForURL(SIGN_IN);
        }
        assertThat(kept("SESSIONS_ENDED", "fanny")).containsExactly("2", "1");
    }

    /** The counts in the audit log's entries for this action, newest first. */
    private static List<String> kept(String action, String login) {
        return LatchkeyServer.shared()
                .admin()
                .get("api/audit_log/search", "action", action, "actor", login)
                .json()
                .getJsonArray("entries")
                .getValuesAs(
                        entry -> entry.asJsonObject().getJsonObject("details").getString("count", "1"));
    }

    private static void changePassword(Page page, String previous, String password) {
        page.locator("[id='passwordForm:previousPassword']").fill(previous);
        page.locator("[id='passwordForm:password']").fill(password);
        page.locator("[id='passwordForm:submit']").click();
    }

    /** The red component of the page's background, from 0 to 255. */
    private static int brightness(Page page) {
        return (int) page.evaluate("() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
    }

    private static void create(String login) {
        LatchkeyServer.shared().createUser(login, "Name of " + login, PASSWORD);
    }
}
