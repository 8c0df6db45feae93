package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator registers a scope, limits a token to it, edits it and deletes it; owners take scopes away. */
@OnEveryServer
class ScopesPageIT {

    private static final String NAME = "page.deploy";

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        var admin = LatchkeyServer.shared().admin();
        admin.post("api/scopes/delete", "name", NAME);
        admin.post("api/user_tokens/revoke", "name", "limited");
    }

    @ParameterizedTest
    @EnumSource
    void fromItsRegistrationToItsEnd(Look look) {
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.signInAsAdmin().open("scope/list");
            assertThat(visit.row("latchkey:read")).containsText("Read users, groups, tokens");
            assertThat(visit.row("latchkey:read").getByRole(AriaRole.BUTTON)).hasCount(0);
            visit.assertAccessible("scopes");

            visit.openDialog("Create scope");
            visit.field("Name").fill("latchkey:more");
            visit.field("Description").fill("Deploy to production");
            submit(visit);
            assertThat(visit.dialog()).containsText("Names that begin with latchkey: belong to Latchkey itself.");
            visit.assertAccessible("create scope, refused");
            visit.field("Name").fill(NAME);
            submit(visit);
            assertThat(visit.row(NAME)).containsText("Everybody");

            visit.open("account/security");
            visit.page().getByText("Limit to scopes").click();
            visit.page().getByLabel(NAME + " – Deploy to production").check();
            visit.assertAccessible("choice of scopes");
            visit.field("Name").fill("limited");
            visit.button("Generate").click();
            visit.settle();
            assertThat(visit.row("limited")).containsText(NAME);
            visit.assertAccessible("token with scopes");

            visit.open("inventory/list?scope=" + NAME);
            assertThat(visit.row("limited")).containsText(NAME);

            visit.open("scope/list?q=" + NAME);
            visit.row(NAME).getByLabel("Edit " + NAME).click();
            visit.settleDialog();
            visit.field("Description").fill("Deploy anywhere");
            visit.page()
                    .getByLabel("Only administrators may give it to a token")
                    .check();
            submit(visit);
            assertThat(visit.row(NAME)).containsText("Deploy anywhere");
            assertThat(visit.row(NAME)).containsText("Administrators");

            visit.row(NAME).getByLabel("Delete " + NAME).click();
            assertThat(visit.dialog()).containsText("Delete " + NAME + "?");
            visit.assertAccessible("delete scope");
            submit(visit);
            assertThat(visit.page().locator("#scopes")).containsText("No scopes match.");

            visit.open("account/security");
            assertThat(visit.row("limited")).containsText("No scopes left");
        }
    }

    @Test
    void rotationTakesScopesAway() {
        LatchkeyServer.shared()
                .admin()
                .post("api/user_tokens/generate", "name", "limited", "scopes", "latchkey:read latchkey:audit");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().open("account/security");
            visit.row("limited").getByLabel("Rotate limited").click();
            var question = visit.page().locator(".confirm");
            visit.settle();
            assertThat(question.getByLabel("latchkey:read")).isChecked();
            question.getByLabel("latchkey:audit").uncheck();
            question.getByLabel("latchkey:read").uncheck();
            confirmRotation(visit);
            assertThat(visit.page().locator(".refusal")).containsText("Leave the token at least one scope");
            assertThat(question.getByLabel("latchkey:read")).not().isChecked();
            visit.assertAccessible("rotation of a token with scopes");

            question.getByLabel("latchkey:read").check();
            confirmRotation(visit);
            assertThat(visit.page().locator("#generatedValue")).isVisible();
            assertThat(visit.row("limited")).containsText("latchkey:read");
            assertThat(visit.row("limited")).not().containsText("latchkey:audit");
        }
    }

    private static void confirmRotation(Visit visit) {
        visit.page().locator("[id$=':confirmRotate']").click();
        visit.settle();
    }

    private static void submit(Visit visit) {
        visit.dialog().locator("[id$=':submit']").click();
        visit.settle();
    }
}
