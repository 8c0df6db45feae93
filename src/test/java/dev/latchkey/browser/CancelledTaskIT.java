package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Postgres;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An administrator cancels a running task: it stops, its current batch is rolled back, and it can be started again. The
 * test locks a row that the task needs, so that the task cannot finish first.
 */
class CancelledTaskIT {

    private static final Postgres DATABASE = new Postgres();

    private static LatchkeyServer server;
    private static Api admin;

    @BeforeAll
    static void start() {
        server = LatchkeyServer.start(DATABASE.environment());
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRevocation() {
        createUserWithToken("revoked");
        try (var visit = Visit.begin(server)) {
            var page =
                    visit.signInAsAdmin().open("inventory/list?login=revoked").page();
            try (var hold = DATABASE.hold(tokensOf("revoked"))) {
                revokeAll(visit);
                cancel(visit, "revocation");
                assertThat(page.locator("[id='revocation:words']")).hasText("Cancelled: no token has been revoked.");
            }
            assertThat(visit.row("ci")).isVisible();

            revokeAll(visit);
            assertThat(page.locator("[id='revocation:words']")).containsText("1 token has been revoked");
            assertEntries("revoked", "TOKEN_REVOKED", 1);
        }
    }

    @Test
    void aShortening() {
        createUserWithToken("shortened");
        try (var visit = Visit.begin(server)) {
            var page = visit.signInAsAdmin().open("policy/tokens").page();
            try (var hold = DATABASE.hold(tokensOf("shortened"))) {
                shorten(page, "DAYS_90");
                cancel(visit, "shortening");
                assertThat(page.locator("[id='shortening:words']"))
                        .hasText(
                                "Cancelled: no token has been shortened. The policy is in force all the same; save it again to continue.");
            }

            page.reload();
            shorten(page, "DAYS_30");
            assertThat(page.locator("[id='shortening:words']")).containsText("been shortened.");
            assertEntries("shortened", "TOKEN_SHORTENED", 1);
            assertThat(admin.get("api/user_tokens/search", "login", "shortened").text())
                    .contains(LocalDate.now(ZoneOffset.UTC).plusDays(30).toString());
        }
    }

    @Test
    void anImport() {
        try (var visit = Visit.begin(server)) {
            var page = visit.signInAsAdmin().page();
            try (var hold = DATABASE.hold(
                    "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                            + " values (1000000, 1, 'imported', '', '', true, false, current_timestamp)")) {
                importOne(visit);
                cancel(visit, "import");
                assertThat(page.locator("[id='import:words']"))
                        .containsText(
                                "Cancelled: 0 of 1 users imported, 0 skipped. Import the file again to continue.");
            }

            importOne(visit);
            assertThat(page.locator("[id='import:words']")).containsText("Done: 1 of 1 users imported, 0 skipped.");
            assertEntries("imported", "USER_CREATED", 1);
        }
    }

    private static void createUserWithToken(String login) {
        admin.post("api/users/create", "login", login, "name", login, "password", "Corr3ct-Horse-42!");
        assertThat(admin.post("api/user_tokens/generate", "login", login, "name", "ci")
                        .status())
                .isEqualTo(200);
    }

    private static String tokensOf(String login) {
        return "select 1 from access_token t join users u on u.id = t.user_id where u.login = '" + login
                + "' for update of t";
    }

    private static void revokeAll(Visit visit) {
        visit.button("Revoke all matching tokens").click();
        assertThat(visit.dialog()).containsText("Revoke 1 token?");
        visit.dialog().locator("[id$=':submit']").click();
    }

    private static void shorten(Page page, String lifetime) {
        page.locator("#lifetime").selectOption(lifetime);
        page.locator("#save").click();
        page.locator("#shorten").check();
        page.locator("#confirm").click();
    }

    private static void importOne(Visit visit) {
        visit.open("provisioning/import")
                .field("CSV file")
                .setInputFiles(UserImportPageIT.file("login,name\nimported,Ida\n"));
        visit.button("Preview").click();
        visit.button("Import 1 user").click();
    }

    private static void cancel(Visit visit, String form) {
        var page = visit.page();
        assertThat(page.locator("progress")).isVisible();
        visit.assertAccessible(form + " under way");
        page.locator("[id='" + form + ":cancel']").click();
        assertThat(page.locator("progress")).hasCount(0);
    }

    private static void assertEntries(String login, String action, int count) {
        var paging = admin.get("api/audit_log/search", "user", login, "action", action)
                .json()
                .getJsonObject("paging");
        assertThat(paging.getInt("total")).isEqualTo(count);
    }
}
