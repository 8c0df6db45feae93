package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Axe finds no fault in any page or dialog, light or dark, at desktop or phone size, and none scrolls sideways. */
@OnEveryServer
class AccessibilityIT {

    private static final String LOGIN = "rosa";

    @BeforeAll
    static void aUserWithTokens() {
        var admin = LatchkeyServer.shared().admin();
        admin.post(
                "api/users/create",
                "login",
                LOGIN,
                "name",
                "Rosa Journey",
                "email",
                "rosa@example.org",
                "password",
                "Corr3ct-Horse-42!");
        admin.post("api/user_tokens/generate", "login", LOGIN, "name", "ci");
        admin.post("api/user_tokens/generate", "login", LOGIN, "name", "x".repeat(100));
    }

    @ParameterizedTest
    @EnumSource
    void beforeSigningIn(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.open("authentication/sign-in");
            check(visit, "sign-in");
            visit.signIn(LOGIN, "wr0ng-Passw0rd-of-nobody");
            assertThat(visit.page().locator("[role=alert]")).isVisible();
            check(visit, "sign-in, refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersAndTheirDialogs(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            var page = visit.signInAsAdmin().open("user/list").page();
            check(visit, "users");
            visit.open("user/list?q=nobody-is-called-so");
            check(visit, "users, nobody found");

            visit.open("user/list");
            visit.openDialog("Create user");
            visit.dialog().locator("[id$=':submit']").click();
            assertThat(visit.dialog()).containsText("must be");
            check(visit, "create user, refused");

            visit.open("user/list?q=" + LOGIN);
            visit.row(LOGIN).locator("[id$=':actions']").click();
            check(visit, "menu of a user");
            page.getByRole(AriaRole.MENUITEM).getByText("Deactivate").click();
            assertThat(visit.dialog()).isVisible();
            check(visit, "deactivate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokensDialog(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.signInAsAdmin();
            var dialog = visit.openTokens(LOGIN);
            check(visit, "tokens");
            visit.field("Expires in").selectOption("Custom date");
            assertThat(visit.field("Expiration date")).isVisible();
            check(visit, "tokens, a date");
            visit.field("Name").fill("ci");
            visit.field("Expires in").selectOption("30 days");
            visit.settle();
            visit.button("Generate").click();
            assertThat(dialog.locator("[id='generate:name-message']")).not().isEmpty();
            check(visit, "tokens, refused");
            visit.field("Name").fill("seen " + look);
            visit.button("Generate").click();
            assertThat(dialog.locator("#generatedValue")).isVisible();
            check(visit, "tokens, generated");
            visit.row("ci").locator("[id$=':revoke']").click();
            assertThat(visit.row("ci").locator(".confirmRevoke")).isVisible();
            check(visit, "tokens, asked");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownAccountAndErrors(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signInAsAdmin().open("account/security").page();
            check(visit, "own tokens");
            page.locator(".dropdown summary").click();
            check(visit, "own menu");
            visit.open("authentication/password");
            check(visit, "change password");
            visit.open("nowhere");
            check(visit, "refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void auditLog(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signInAsAdmin().open("audit/list").page();
            check(visit, "audit log");
            page.locator("[id='open:verify']").click();
            assertThat(page.locator(".verdict.good")).isVisible();
            check(visit, "audit log, verified");
            visit.open("audit/list?actor=nobody-is-called-so");
            check(visit, "audit log, nothing found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void inventory(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signInAsAdmin()
                    .open("inventory/list?status=ALL&owner=" + LOGIN)
                    .page();
            check(visit, "tokens of everybody");
            if (look == Look.PHONE) {
                var word = page.locator("[id='tokens_data'] tr:first-child td:last-child .ui-column-title");
                assertThat(word).hasText("Ablauf");
                assertThat(word).isVisible();
            }
            page.locator("#narrow summary").click();
            check(visit, "tokens of everybody, more filters");
            page.locator("[id='find:token']").fill("nothing");
            page.locator("[id='find:submit']").click();
            assertThat(page.locator("[id='find:token-message']")).not().isEmpty();
            check(visit, "find a token, refused");
            page.locator("#revokeAll").click();
            assertThat(visit.dialog()).isVisible();
            check(visit, "revoke tokens");
            visit.open("inventory/list?owner=nobody-is-called-so");
            check(visit, "tokens of everybody, nothing found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void system(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signInAsAdmin().open("notification/system").page();
            assertThat(page.getByText("Es ist kein Mailserver eingerichtet")).isVisible();
            check(visit, "system, without mail");
        }
    }

    @ParameterizedTest
    @EnumSource
    void importOfUsers(Look look) {
        try (var visit = Visit.begin(look, "de-DE")) {
            var page = visit.signInAsAdmin().open("provisioning/import").page();
            // the notice of a running import is hidden while none runs
            assertThat(page.locator(".aside")).hasCount(0);
            check(visit, "import");
            page.locator("[id='upload:submit']").click();
            assertThat(page.locator("[id='upload:file-message']")).not().isEmpty();
            check(visit, "import, refused");
            page.locator("[id='upload:file']")
                    .setInputFiles(UserImportPageIT.file("login,name\nx,X\nimportable,Importable\n"));
            page.locator("[id='upload:submit']").click();
            assertThat(visit.row("Importable")).isVisible();
            check(visit, "import, preview");
        }
    }

    static void check(Visit visit, String where) {
        visit.assertAccessible(where);
        assertThat(visit.isWiderThanTheWindow())
                .as(where + " is wider than the window")
                .isFalse();
        assertThat(smallTargets(visit.page()))
                .as(where + ": targets under 24 px")
                .isEqualTo("");
    }

    /** Targets smaller than 24 by 24 CSS pixels, except links within a text (WCAG 2.2, 2.5.8). */
    private static String smallTargets(Page page) {
        return (String) page.evaluate("""
                () => [...document.querySelectorAll("button, input, select, summary, a")]
                    .filter(target => target.checkVisibility({visibilityProperty: true, opacityProperty: true}))
                    .filter(target => !(target.matches("a") && target.closest("p, .skip, li:not(.ui-menuitem)")))
                    .map(target => [target, target.getBoundingClientRect()])
                    .filter(([target, box]) => box.width > 1 && box.right > 0 && (box.width < 24 || box.height < 24))
                    .map(([target, box]) => `${target.tagName} ${target.id} ${target.className} ${box.width}x${box.height}`)
                    .join("\\n")
                """);
    }
}
