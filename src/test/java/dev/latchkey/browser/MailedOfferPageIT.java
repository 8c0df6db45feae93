package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator has the link of an offer mailed. */
class MailedOfferPageIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private static LatchkeyServer server;

    /** The mail itself goes nowhere. */
    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(Map.of(
                "LATCHKEY_SMTP_HOST",
                "127.0.0.1",
                "LATCHKEY_SMTP_PORT",
                "9",
                "LATCHKEY_SMTP_TLS",
                "none",
                "LATCHKEY_SMTP_FROM",
                "latchkey@example.org",
                "LATCHKEY_BASE_URL",
                "http://latchkey.example.org"));
        server.createUser("ann", "Ann", PASSWORD);
        server.admin().post("api/users/update", "login", "ann", "email", "ann@example.org");
        server.createUser("mute", "Mute", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLinkGoesToTheOwnerAndIsNotShown() {
        try (var visit = Visit.begin(server)) {
            var dialog = visit.signInAsAdmin().openTokens("ann");
            visit.settleDialog();
            visit.page().keyboard().type("deploy");
            visit.button("Mail a link").focus();
            visit.page().keyboard().press("Enter");

            assertThat(dialog.locator("#mailed"))
                    .containsText("A link for the token “deploy” is on its way to ann@example.org.");
            assertThat(dialog.locator("[id='generate:name']")).isFocused();
            assertThat(dialog.locator(".offers")).containsText("deploy");
            assertThat(dialog.locator("#offeredValue")).hasCount(0);
            AccessibilityIT.check(visit, "a link on its way");

            visit.page().keyboard().type("deploy");
            visit.button("Mail a link").click();
            assertThat(dialog.locator("#generate")).containsText("already on offer");
            assertThat(dialog.locator("#mailed")).isEmpty();
        }
        assertThat(server.admin().get("api/notices/search", "state", "PENDING").text())
                .contains("\"kind\":\"TOKEN_OFFERED\"");
    }

    @Test
    void whoHasNoAddressGetsALinkByHandOnly() {
        try (var visit = Visit.begin(server)) {
            visit.signInAsAdmin().openTokens("mute");
            assertThat(visit.button("Create a link")).isVisible();
            assertThat(visit.button("Mail a link")).hasCount(0);
        }
    }

    @Test
    void theSystemPageNamesTheMail() {
        server.admin().post("api/user_tokens/offer", "login", "ann", "name", "system", "mail", "true");
        try (var visit = Visit.begin(server)) {
            var page = visit.signInAsAdmin()
                    .open("notification/system?state=PENDING")
                    .page();
            assertThat(page.locator("tbody")).containsText("Token offered by link");
            AccessibilityIT.check(visit, "a mail with a link");
        }
    }
}
