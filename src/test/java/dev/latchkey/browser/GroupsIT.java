package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Membership, edited from the group and from the user, and concurrent edits by two administrators. */
@OnEveryServer
class GroupsIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";

    private final Api admin = LatchkeyServer.shared().admin();

    @Test
    void aGroupIsMadeFilledAndDeleted() {
        create("gus");
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/groups").page();
            visit.openDialog("Create group");
            visit.field("Name").fill("release crew");
            visit.field("Description (optional)").fill("Those who ship");
            submit(visit);
            assertThat(visit.row("release crew")).containsText("Those who ship");

            visit.row("release crew").locator("[id$=':members']").click();
            var dialog = visit.dialog();
            dialog.locator("select").selectOption("Unselected");
            visit.settle();
            visit.field("Search").fill("gus");
            // the search starts a moment after the last key
            assertThat(dialog.getByRole(AriaRole.CHECKBOX)).hasCount(1);
            visit.settle();
            dialog.getByRole(AriaRole.CHECKBOX).check();
            visit.settle();
            assertThat(members("release crew")).containsExactly("gus");

            page.keyboard().press("Escape");
            visit.openUsers("gus");
            visit.row("gus").locator("[id$=':groups']").click();
            choice(visit, "release crew").uncheck();
            visit.settle();
            assertThat(members("release crew")).isEmpty();
            assertThat(choice(visit, "users")).isDisabled();

            visit.open("user/groups?q=release");
            visit.row("release crew").locator("[id$=':actions']").click();
            page.getByRole(AriaRole.MENUITEM).getByText("Delete group").click();
            assertThat(visit.dialog()).containsText("Delete the group “release crew”?");
            submit(visit);
            assertThat(page.locator("#groups")).containsText("No groups match.");
        }
    }

    @Test
    void whoSavesLastIsToldWhatTheOtherHasChanged() {
        create("hal");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin();
            visit.openUsers("hal");
            visit.row("hal").locator("[id$=':actions']").click();
            visit.page()
                    .getByRole(AriaRole.MENUITEM)
                    .getByText("Update details")
                    .click();
            assertThat(visit.field("Login")).hasValue("hal");
            visit.settleDialog();
            visit.field("Name").fill("Hal of mine");

            admin.post("api/users/update", "login", "hal", "name", "Hal of theirs");
            visit.dialog().locator("[id$=':submit']").click();

            assertThat(visit.dialog())
                    .containsText(
                            "This user was changed in the meantime, so your change was not applied. The user now has the login"
                                    + " 'hal', the name 'Hal of theirs'");
        }
    }

    @Test
    void whoLosesTheRoleIsRefusedAtTheNextClick() {
        create("ivy");
        admin.post("api/user_groups/add_user", "name", "administrators", "login", "ivy");
        try (var visit = Visit.begin()) {
            visit.signIn("ivy", PASSWORD).openUsers("ivy");
            admin.post("api/user_groups/remove_user", "name", "administrators", "login", "ivy");

            visit.row("ivy").locator("[id$=':tokens']").click();

            assertThat(visit.page().locator("h1")).containsText("Access denied");
        }
    }

    @Test
    void whoIsDeactivatedIsSignedOutAtTheNextClick() {
        create("jan");
        admin.post("api/user_groups/add_user", "name", "administrators", "login", "jan");
        try (var visit = Visit.begin()) {
            visit.signIn("jan", PASSWORD).openUsers("jan");
            admin.post("api/users/deactivate", "login", "jan");

            visit.row("jan").locator("[id$=':tokens']").click();

            assertThat(visit.page().locator("#password")).isVisible();
        }
    }

    private static Locator choice(Visit visit, String name) {
        return visit.dialog()
                .locator("li.choice")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().getByText(name, new Page.GetByTextOptions().setExact(true))))
                .getByRole(AriaRole.CHECKBOX);
    }

    private static void submit(Visit visit) {
        visit.dialog().locator("[id$=':submit']").click();
        assertThat(visit.dialog()).isHidden();
    }

    private List<String> members(String group) {
        return admin
                .get("api/user_groups/users", "name", group)
                .json()
                .getJsonArray("users")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(user -> user.getString("login"))
                .toList();
    }

    private void create(String login) {
        LatchkeyServer.shared().createUser(login, login + " Journey", PASSWORD);
    }
}
