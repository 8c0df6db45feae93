package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A member of a group manages its service account; an administrator deletes the group. */
@OnEveryServer
class ServiceAccountsPageIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private static final AtomicInteger ROBOTS = new AtomicInteger();

    /** Each test has its own: users are never deleted. */
    private final String robot = "page.robot." + ROBOTS.incrementAndGet();

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();

    @BeforeEach
    void aMemberOfAGroup() {
        server.createUser("paula", "Paula Keeper", PASSWORD);
        admin.post("api/user_groups/create", "name", "page robots");
        admin.post("api/user_groups/add_user", "name", "page robots", "login", "paula");
    }

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        admin.post("api/service_accounts/deactivate", "login", robot);
        admin.post("api/user_groups/delete", "name", "page robots", "newOwner", "administrators");
    }

    @ParameterizedTest
    @EnumSource
    void fromItsCreationToANewOwner(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.signIn("paula", PASSWORD).open("account/service-accounts");
            assertThat(visit.page().locator("#users")).containsText("No service accounts");
            visit.assertAccessible("no service accounts");

            visit.openDialog("Create service account");
            visit.field("Login").fill("paula");
            visit.field("Name").fill("Page robot");
            submit(visit);
            assertThat(visit.dialog()).containsText("A user with the login 'paula' already exists");
            visit.assertAccessible("create service account, refused");
            visit.field("Login").fill(robot);
            submit(visit);
            assertThat(visit.row(robot)).containsText("page robots");
            visit.assertAccessible("service accounts");

            visit.row(robot).locator("[id$=':tokens']").click();
            visit.settleDialog();
            assertThat(visit.field("Type")).containsText("Project analysis");
            visit.field("Name").fill("ci");
            visit.button("Generate").click();
            visit.settle();
            assertThat(visit.dialog()).containsText("The token “ci” has been generated.");
            visit.assertAccessible("tokens of a service account");
            visit.page().keyboard().press("Escape");
            visit.button("Leave without copying").click();
            assertThat(visit.dialog()).isHidden();
            visit.settle();

            choose(visit, "Update details");
            visit.settleDialog();
            visit.field("Name").fill("Robot of the page");
            visit.assertAccessible("update service account");
            submit(visit);
            assertThat(visit.row(robot)).containsText("Robot of the page");
        }
        deletesItsGroup(look);
        try (var visit = Visit.begin(look, "de-DE")) {
            visit.signInAsAdmin().open("account/service-accounts?q=" + robot);
            assertThat(visit.row(robot)).containsText("administrators");
            choose(visit, "Dienstkonto deaktivieren");
            assertThat(visit.dialog())
                    .containsText(
                            "Robot of the page deaktivieren? Alle Tokens des Dienstkontos werden endgültig widerrufen.");
            visit.assertAccessible("deactivate service account");
            submit(visit);
            assertThat(visit.page().locator("#users")).containsText("Keine Dienstkonten");
        }
    }

    private void deletesItsGroup(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.signInAsAdmin().openUsers(robot);
            assertThat(visit.row(robot)).containsText("Service account");

            visit.open("user/groups?q=page");
            visit.row("page robots").locator("[id$=':actions']").click();
            visit.page().getByRole(AriaRole.MENUITEM).getByText("Delete group").click();
            assertThat(visit.dialog()).containsText("New owner");
            submit(visit);
            assertThat(visit.dialog()).containsText("The group 'page robots' owns one service account. Name the group");
            visit.assertAccessible("delete group, refused");
            visit.field("New owner").selectOption("administrators");
            submit(visit);
            assertThat(visit.page().locator("#groups")).containsText("No groups match.");
        }
    }

    private void choose(Visit visit, String command) {
        visit.row(robot).locator("[id$=':actions']").click();
        visit.page()
                .getByRole(AriaRole.MENUITEM)
                .filter(new Locator.FilterOptions().setHasText(command))
                .click();
    }

    private static void submit(Visit visit) {
        visit.dialog().locator("[id$=':submit']").click();
        visit.settle();
    }
}
