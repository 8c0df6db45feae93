package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import dev.latchkey.it.Tls;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Signing in and out, and the return to the page that asked for it. */
@OnEveryServer
class SignInIT {

    @Test
    void leadsBackToThePageThatWasWanted() {
        try (var visit = Visit.begin()) {
            var page = visit.open("user/list?q=adm").page();
            assertThat(page).hasTitle("Sign in · Latchkey");

            page.locator("#login").fill(LatchkeyServer.ADMIN_LOGIN.toUpperCase(Locale.ROOT) + " ");
            page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
            page.locator("#submit").click();

            assertThat(page).hasURL(Pattern.compile("/user/list\\?q=adm$"));
        }
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownLogin() {
        for (var login : new String[] {LatchkeyServer.ADMIN_LOGIN, "nobody"}) {
            try (var visit = Visit.begin()) {
                var page = visit.signIn(login, "wr0ng-Passw0rd-of-nobody").page();

                assertThat(page.locator("[role=alert]")).hasText("Login or password is wrong.");
            }
        }
    }

    @Test
    void saysHowLongToWaitAfterTooManyAttempts() {
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            var alert = page.locator("[role=alert]");
            // The limit allows one more attempt every thirty seconds, and a busy machine takes that long.
            for (int i = 0; i < 40 && !alert.innerText().contains("Too many"); i++) {
                page.locator("#login").fill("guessed");
                page.locator("#password").fill(Secrets.remember("a-guess-at-a-password-" + i));
                page.locator("#submit").click();
                assertThat(alert).not().isEmpty();
            }

            assertThat(alert)
                    .hasText(Pattern.compile("Too many failed sign-in attempts\\. Try again in \\d+ seconds\\."));
        }
    }

    @Test
    void givesTheSessionANewId() {
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            var before = page.context().cookies();

            visit.signInAsAdmin();
            assertThat(page).hasTitle("Users · Latchkey");

            var session = page.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals(Tls.cookie("LATCHKEY_SESSION")))
                    .findFirst()
                    .orElseThrow();
            assertThat(before).noneMatch(cookie -> cookie.value.equals(session.value));
            assertThat(page.context().cookies()).allSatisfy(cookie -> {
                assertThat(cookie.httpOnly).as(cookie.name).isTrue();
                assertThat(cookie.sameSite).as(cookie.name).hasToString("LAX");
            });
        }
    }

    @Test
    void aLostSessionLeadsBackToThePageByWords() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list").page();
            page.context().clearCookies();

            page.locator("#q").fill("adm");

            assertThat(page).hasTitle("Sign in · Latchkey");
            page.locator("#login").fill(LatchkeyServer.ADMIN_LOGIN);
            page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
            page.locator("#submit").click();
            assertThat(page).hasTitle("Users · Latchkey");
        }
    }

    @Test
    void speaksTheBrowsersLanguageOrEnglish() {
        try (var german = Visit.begin(Look.DESKTOP, "de-DE");
                var french = Visit.begin(Look.DESKTOP, "fr-FR")) {
            assertThat(german.open("authentication/sign-in").page()).hasTitle("Anmelden · Latchkey");
            assertThat(german.page().locator("html")).hasAttribute("lang", "de");
            assertThat(french.open("authentication/sign-in").page()).hasTitle("Sign in · Latchkey");
            assertThat(french.page().locator("html")).hasAttribute("lang", "en");
        }
    }
}
