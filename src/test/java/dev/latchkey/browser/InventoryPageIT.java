package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An administrator filters, selects and revokes tokens, and finds the token of a value. */
@OnEveryServer
class InventoryPageIT {

    private static final String OWNER = "stock." + System.nanoTime();

    /** A user that a search for {@link #OWNER} does not find. */
    private static final String ANOTHER = "another." + System.nanoTime();

    private final Api admin = LatchkeyServer.shared().admin();

    @Test
    void revokesWhatIsSelectedAndFindsItByItsValue() {
        admin.post("api/users/create", "login", OWNER, "name", "Stock", "password", "Corr3ct-Horse-42!");
        generate("kept");
        var value = generate("leaked");
        assertThat(admin.withBearer(value)
                        .post("api/user_tokens/generate", "name", "comes from it")
                        .status())
                .isEqualTo(200);
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("inventory/list").page();
            page.locator("#owner").fill(OWNER);
            assertThat(visit.page()).hasURL(Pattern.compile(".*owner=" + OWNER + ".*"));
            visit.settle();
            assertThat(page.locator("#pager")).containsText("3 tokens");
            assertThat(visit.row("comes from it")).containsText("with leaked");
            visit.row("lku_…" + value.substring(36))
                    .locator("input[name=chosen]")
                    .check();
            visit.button("Revoke selected").click();
            assertThat(visit.dialog()).containsText("Revoke 1 token?");
            visit.field("Reason").selectOption("Leaked");
            assertThat(visit.dialog())
                    .containsText("1 token that was generated or rotated with these tokens will be revoked, too");
            assertThat(visit.dialog().locator("li")).containsText("comes from it");
            visit.assertAccessible("what comes from a leaked token");
            visit.dialog().locator("[id$=':submit']").click();
            assertThat(page.locator("[id='revocation:words']")).containsText("2 tokens have been revoked");
            assertThat(page.locator("#pager")).containsText("1 token");
            assertThat(visit.row("kept")).isVisible();

            visit.field("Find a token by its value").fill(value);
            page.locator("[id='find:submit']").click();
            assertThat(page.locator("#find .verdict")).containsText("leaked");
            assertThat(page.locator("#find .verdict")).containsText(OWNER);
            assertThat(page.locator("#find .verdict")).containsText("Revoked");
            assertThat(page.locator("[id='find:token']")).hasValue("");
            assertThat(page.content()).doesNotContain(value);
            assertThat(page.url()).doesNotContain(value);

            page.locator(".find input").fill(value);
            page.locator(".find input").press("Enter");
            assertThat(page.locator(".find input:invalid")).hasCount(1);
            assertThat(page.url()).doesNotContain(value);

            page.locator("#find .verdict").getByText("Token family").click();
            assertThat(visit.row("comes from it")).isVisible();
            assertThat(visit.field("Token family (ID)")).hasValue(Pattern.compile("[0-9]+"));
            assertThat(page.locator("#pager")).containsText("2 tokens");
        }
    }

    @Test
    void turnsThePagesAndComesBack() {
        admin.post("api/users/create", "login", ANOTHER + "b", "name", "Stock", "password", "Corr3ct-Horse-42!");
        for (int i = 10; i < 62; i++) {
            admin.post("api/user_tokens/generate", "login", ANOTHER + "b", "name", "n" + i);
        }
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin()
                    .open("inventory/list?sort=name&owner=" + ANOTHER + "b")
                    .page();
            assertThat(visit.row("n10")).isVisible();
            visit.button("Next").click();
            assertThat(visit.row("n61")).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(visit.button("Next")).isDisabled();
            page.reload();
            assertThat(visit.row("n61")).isVisible();
            visit.button("Previous").click();
            assertThat(visit.row("n10")).isVisible();
            assertThat(visit.button("Previous")).isDisabled();
        }
    }

    @Test
    void showsTheFirstPageWhenTheLastOneIsRevoked() {
        admin.post("api/users/create", "login", ANOTHER + "d", "name", "Stock", "password", "Corr3ct-Horse-42!");
        for (int i = 10; i < 61; i++) {
            admin.post("api/user_tokens/generate", "login", ANOTHER + "d", "name", "n" + i);
        }
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin()
                    .open("inventory/list?sort=name&login=" + ANOTHER + "d")
                    .page();
            visit.button("Next").click();
            visit.row("n60").locator("input[name=chosen]").check();
            visit.button("Revoke selected").click();
            visit.dialog().locator("[id$=':submit']").click();
            assertThat(page.locator("[id='revocation:words']")).containsText("1 token has been revoked");
            assertThat(visit.row("n10")).isVisible();
            assertThat(page.locator("#pager")).containsText("50 tokens");
        }
    }

    @Test
    void listsAndRevokesNothingByAFieldThatMeansNothing() {
        admin.post("api/users/create", "login", ANOTHER + "c", "name", "Stock", "password", "Corr3ct-Horse-42!");
        var value = admin.post("api/user_tokens/generate", "login", ANOTHER + "c", "name", "safe")
                .json()
                .getString("token");
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin()
                    .open("inventory/list?login=" + ANOTHER + "c&expiresFrom=yesterday")
                    .page();
            assertThat(visit.row("safe")).isVisible();
            assertThat(visit.field("Expires from")).hasValue("");
            assertThat(visit.width("#narrow")).isEqualTo(visit.width("#revokes"));

            visit.field("Unused for (days)").fill("5000");
            visit.field("Unused for (days)").blur();
            assertThat(page.locator("#unusedForDays-message")).containsText("from 1 to 3,650");
            assertThat(page.locator("#tokens")).containsText("Correct the marked filter");
            assertThat(visit.button("Revoke all matching tokens")).isDisabled();
            assertThat(visit.button("Revoke selected")).isDisabled();
            assertThat(page.locator("#exports a")).hasCount(0);
            visit.assertAccessible("a field that means nothing");

            visit.field("Unused for (days)").fill("");
            visit.field("Unused for (days)").blur();
            assertThat(visit.row("safe")).isVisible();
            assertThat(visit.button("Revoke all matching tokens")).isEnabled();
            assertThat(page.locator("#unusedForDays-message")).isEmpty();

            page.locator("#owner").fill(value);
            assertThat(page.locator("#owner-message")).containsText("Find a token by its value");
            visit.settle();
            assertThat(page.locator("#tokens")).containsText("Correct the marked filter");
            assertThat(page.url()).doesNotContain(value);
            assertThat(page.content()).doesNotContain(value);
        }
    }

    private String generate(String name) {
        return admin.post("api/user_tokens/generate", "login", OWNER, "name", name)
                .json()
                .getString("token");
    }
}
