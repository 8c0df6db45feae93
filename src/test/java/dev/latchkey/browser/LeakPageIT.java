package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anybody reports a leaked token on a page. */
@OnEveryServer
class LeakPageIT {

    private final String name = "page leak " + UUID.randomUUID();

    @Test
    void whoeverFindsATokenEndsItWithoutSigningIn() {
        var admin = LatchkeyServer.shared().admin();
        var value = admin.post("api/user_tokens/generate", "name", name).json().getString("token");
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            page.locator("main a").click();
            assertThat(page).hasTitle("Report a leaked token · Latchkey");

            page.keyboard().type("nonsense");
            page.keyboard().press("Enter");
            page.keyboard().insertText(value);
            page.keyboard().press("Tab");
            page.keyboard().type("a chat & <b>more</b>");
            page.keyboard().press("Enter");

            assertThat(page.locator("[role=status]")).containsText("Thank you.");
            assertThat(page.content()).doesNotContain(value);
            assertThat(page).hasURL(LatchkeyServer.shared().baseUri() + "token/leak");
        }
        assertThat(admin.withBearer(value).get("api/users/current").status()).isEqualTo(401);
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin()
                    .open("audit/list?q=" + name.replace(" ", "+") + "&action=TOKEN_REVOKED")
                    .page();
            assertThat(visit.row(name)).containsText("a chat & <b>more</b>");
            assertThat(page.locator("tbody b")).hasCount(0);
        }
    }

    @Test
    void worksWithoutScripts() {
        var admin = LatchkeyServer.shared().admin();
        var value = admin.post("api/user_tokens/generate", "name", name).json().getString("token");
        try (var visit = Visit.withoutScripts()) {
            var page = visit.open("token/leak").page();
            page.locator("#values").fill(value);
            page.locator("#submit").click();

            assertThat(page.locator("[role=status]")).containsText("Thank you.");
        }
        assertThat(admin.withBearer(value).get("api/users/current").status()).isEqualTo(401);
    }

    @Test
    void saysWhatIsTooMuch() {
        try (var visit = Visit.begin()) {
            var page = visit.open("token/leak").page();
            page.locator("#values").fill("x\n".repeat(1001));
            page.locator("#submit").click();

            assertThat(page.locator("[role=alert]")).hasText("Report at most 1,000 values at once.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAccessible(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.open("token/leak").page();
            assertThat(page).hasTitle("Offengelegtes Token melden · Latchkey");
            AccessibilityIT.check(visit, "report a leak");
            page.locator("#values").fill("x\n".repeat(1001));
            page.locator("#submit").click();
            assertThat(page.locator("[role=alert]")).isVisible();
            AccessibilityIT.check(visit, "report a leak, refused");
            page.locator("#values").fill("x");
            page.locator("#submit").click();
            assertThat(page.locator("[role=status]")).isVisible();
            AccessibilityIT.check(visit, "report a leak, done");
        }
    }
}
