package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main task without a mouse. */
@OnEveryServer
class KeyboardIT {

    private static final int LONGEST_WAY = 60;

    @BeforeAll
    static void aUser() {
        LatchkeyServer.shared()
                .admin()
                .post("api/users/create", "login", "sven", "name", "Sven Journey", "password", "Corr3ct-Horse-42!");
    }

    @Test
    void findGenerateCopyRevoke() {
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            var keys = page.keyboard();
            assertThat(page.locator("#login")).isFocused();
            keys.type(LatchkeyServer.ADMIN_LOGIN);
            keys.press("Tab");
            keys.type(LatchkeyServer.ADMIN_PASSWORD);
            keys.press("Enter");
            assertThat(page).hasTitle("Users · Latchkey");
            visit.settle();

            keys.press("/");
            keys.type("sven");
            assertThat(page.locator("#users tbody tr")).hasCount(1);
            visit.settle();
            tabTo(page, keys, "[id$=':tokens']");
            keys.press("Enter");
            assertThat(page.locator("[id='generate:name']")).isFocused();

            keys.type("by hand");
            keys.press("Enter");
            assertThat(page.locator("#generatedCopy")).isFocused();
            keys.press("Enter");
            assertThat(page.locator("#generatedCopy")).hasText("Copied");
            var value = Secrets.remember(page.locator("#generatedValue").inputValue());
            assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(value);

            tabTo(page, keys, "[id$=':revoke']");
            keys.press("Enter");
            assertThat(page.locator(".confirmRevoke")).isFocused();
            keys.press("Enter");
            assertThat(visit.dialog()).containsText("No tokens");
            visit.settle();
            assertThat(page.locator("[id='generate:name']")).isFocused();

            keys.press("Escape");
            assertThat(visit.dialog()).isHidden();
            assertThat(visit.row("sven").locator("[id$=':tokens']")).isFocused();
        }
    }

    @Test
    void theDialogKeepsTheFocusInside() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            visit.openTokens("sven");
            for (int i = 0; i < LONGEST_WAY; i++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate("() => document.activeElement.closest('.ui-dialog') !== null"))
                        .as("after " + i + " presses of Tab")
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void aMenuOpensMovesAndCloses() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list?q=sven").page();
            var button = visit.row("sven").locator("[id$=':actions']");
            button.focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".ui-menu .ui-menuitem-link").first()).isFocused();
            assertThat(button).hasAttribute("aria-expanded", "true");
            page.keyboard().press("End");
            assertThat(page.locator(".ui-menu .ui-menuitem-link").last()).isFocused();

            page.keyboard().press("Escape");

            assertThat(page.locator(".ui-menu:visible")).hasCount(0);
            assertThat(button).isFocused();
            assertThat(button).hasAttribute("aria-expanded", "false");

            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".ui-menu .ui-menuitem-link").first()).isFocused();
            page.keyboard().press("Tab");
            assertThat(page.locator(".ui-menu:visible")).hasCount(0);
        }
    }

    private static void tabTo(Page page, Keyboard keys, String selector) {
        for (int i = 0; i < LONGEST_WAY; i++) {
            keys.press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("Not reached with Tab: " + selector);
    }
}
