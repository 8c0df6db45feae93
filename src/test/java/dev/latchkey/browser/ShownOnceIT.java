package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page says “Copied” only after it copied the value of a new token, and shows it until the reader closes it. */
@OnEveryServer
class ShownOnceIT {

    private static final String LOGIN = "shown";
    private static final String PASSWORD = "Corr3ct-Horse-42!";

    /** Browsers offer no clipboard to a page that was loaded without TLS from another machine. */
    private static final String NO_CLIPBOARD =
            "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})";

    private static final String NO_COPYING = "document.execCommand = () => false";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String QUESTION = "You have not copied the value.";

    @BeforeAll
    static void aUser() {
        LatchkeyServer.shared().createUser(LOGIN, "Shown Once", PASSWORD);
    }

    @Test
    void isCopiedWithoutAClipboardToo() {
        try (var visit = Visit.begin()) {
            var page = visit.page();
            page.addInitScript(NO_CLIPBOARD);
            visit.signInAsAdmin();
            var value = generate(visit, visit.openTokens(LOGIN));

            visit.button("Copy").click();
            assertThat(visit.button("Copied")).isVisible();

            visit.field("Name").focus();
            page.keyboard().press("Control+V");
            assertThat(visit.field("Name")).hasValue(value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichKeysCopyWhenItCannot(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            var page = visit.page();
            page.addInitScript(NO_CLIPBOARD + ";" + NO_COPYING);
            visit.signInAsAdmin();
            var dialog = visit.openTokens(LOGIN);
            var value = generate(visit, dialog);

            visit.button("Copy").click();

            assertThat(dialog.locator(".generated [role=status]")).containsText("press Ctrl+C");
            assertThat(visit.button("Copied")).hasCount(0);
            assertThat(dialog.locator("#generatedValue")).isFocused();
            assertThat(page.evaluate("() => getSelection().toString()")).isEqualTo(value);
            visit.assertAccessible("not copied");

            page.keyboard().press("Control+C");
            assertThat(visit.button("Copied")).isVisible();
            page.keyboard().press("Escape");
            assertThat(visit.dialog()).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Escape", ".ui-dialog:visible .ui-dialog-titlebar-close", "#closeTokensDialog", "[data-dismiss]"
            })
    void asksBeforeAValueThatWasNotCopiedIsLost(String way) {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            var dialog = visit.openTokens(LOGIN);
            var value = generate(visit, dialog);

            leave(page, way);
            assertThat(question(page)).containsText(QUESTION);
            assertThat(visit.button("Stay")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator(".leaving:visible")).hasCount(0);
            assertThat(dialog.locator("#generatedValue")).hasValue(value);
            assertThat(dialog.locator("#generatedCopy")).isFocused();

            leave(page, way);
            visit.button("Leave without copying").click();
            assertThat(dialog.locator("#generatedValue")).isHidden();
            visit.settle();
            assertThat(page.content()).doesNotContain(value);
        }
    }

    @Test
    void escapeTakesTheQuestionBackAndLosesNothing() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            var dialog = visit.openTokens(LOGIN);
            generate(visit, dialog);

            page.keyboard().press("Escape");
            assertThat(question(page)).isVisible();
            page.keyboard().press("Escape");

            assertThat(page.locator(".leaving:visible")).hasCount(0);
            assertThat(dialog.locator("#generatedValue")).isVisible();
        }
    }

    @Test
    void asksNothingOnceItIsCopied() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            generate(visit, visit.openTokens(LOGIN));
            visit.button("Copy").click();
            assertThat(visit.button("Copied")).isVisible();

            page.keyboard().press("Escape");

            assertThat(visit.dialog()).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nav a[href$='/account/profile']", "a.product", "[id='signOut:button']"})
    void asksBeforeAnotherPageComes(String way) {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            generate(visit, page.locator("main"));
            page.locator(".dropdown summary").click();

            page.locator(way).click();
            assertThat(question(page)).containsText(QUESTION);
            assertThat(page).hasTitle("Security · Latchkey");
            question(page).locator("[data-leave]").click();

            page.waitForCondition(() -> page.locator("#generatedValue").count() == 0);
        }
    }

    @Test
    void theBrowserAsksBeforeThePageIsLoadedAnew() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            generate(visit, page.locator("main"));
            var asked = new ArrayList<String>();
            page.onDialog(dialog -> {
                asked.add(dialog.type());
                dialog.accept();
            });

            page.reload();
            assertThat(asked).containsExactly("beforeunload");

            page.reload();
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void staysInSightWhateverComesAfterIt() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            var dialog = visit.openTokens(LOGIN);
            var value = generate(visit, dialog);

            visit.field("Name")
                    .fill(dialog.locator("#tokens_data .name").first().innerText());
            visit.button("Generate").click();
            assertThat(dialog.locator("[id='generate:name-message']")).not().isEmpty();
            assertThat(dialog.locator("#generatedValue")).hasValue(value);

            dialog.locator("#tokenStatus").selectOption("Revoked or expired");
            visit.settle();
            assertThat(dialog.locator("#generatedValue")).hasValue(value);

            var second = generate(visit, dialog);
            assertThat(dialog.locator(".generated")).hasCount(2);
            assertThat(dialog.locator(".generated input").first()).hasValue(second);
            assertThat(dialog.locator(".generated input").last()).hasValue(value);
            visit.assertAccessible("two values");

            visit.button("Copy").first().click();
            page.keyboard().press("Escape");
            assertThat(question(page)).containsText(QUESTION);
            visit.assertAccessible("leaving");
        }
    }

    @Test
    void speaksGerman() {
        try (var visit = Visit.begin(Look.PHONE, "de-DE")) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            page.locator("[id='generate:name']").fill("deutsch");
            page.locator("[id='generate:submit']").click();
            Secrets.remember(page.locator("#generatedValue").inputValue());

            page.locator("[data-dismiss]").click();

            assertThat(question(page)).containsText("Sie haben den Wert nicht kopiert.");
            visit.assertAccessible("leaving, in German");
            assertThat(visit.isWiderThanTheWindow()).isFalse();
        }
    }

    @Test
    void aCommandIsCarriedOutBeforeThePageIsReady() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn(LOGIN, PASSWORD).page();
            page.route("**/once.js*", route -> {
                var script = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(script)
                        .setBody(script.text() + "jQuery.holdReady(true);"));
            });
            page.reload();

            generate(visit, page.locator("main"));
            visit.button("Copy").click();
        }
    }

    private static String generate(Visit visit, Locator place) {
        var name = "shown " + NAMES.incrementAndGet();
        visit.field("Name").fill(name);
        visit.button("Generate").click();
        assertThat(place.locator(".generated").first()).containsText(name);
        visit.settle();
        return Secrets.remember(place.locator("#generatedValue").inputValue());
    }

    /** About the token: the page has one about a link too. */
    private static Locator question(Page page) {
        return page.locator(".shown-once:has(#generated) .leaving");
    }

    private static void leave(Page page, String way) {
        if (way.equals("Escape")) {
            page.keyboard().press(way);
        } else {
            page.locator(way).click();
        }
    }
}
