package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dev.latchkey.it.OnEveryServer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An administrator previews a file of users, imports it, and finds the users. */
@OnEveryServer
class UserImportPageIT {

    @Test
    void importsWhatThePreviewShows() {
        var suffix = UUID.randomUUID().toString();
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list").page();
            page.locator("[id='open:import']").click();
            assertThat(page).hasTitle("Import users · Latchkey");

            visit.button("Preview").click();
            assertThat(page.locator("[id='upload:file-message']")).hasText("Choose a file that is not empty.");
            visit.field("CSV file")
                    .setInputFiles(new FilePayload("users.csv", "application/vnd.ms-excel", new byte[0]));
            visit.button("Preview").click();
            assertThat(page.locator("[id='upload:file-message']")).hasText("Choose a file that is not empty.");
            visit.field("CSV file")
                    .setInputFiles(
                            new FilePayload("users.csv", "application/vnd.ms-excel", new byte[20 * 1024 * 1024 + 1]));
            visit.button("Preview").click();
            assertThat(page.locator("[id='upload:file-message']")).containsText("at most 20 MiB");
            visit.field("CSV file")
                    .setInputFiles(file(
                            "login,name,groups\nann-%1$s,Ann Arrives,users\nbob-%1$s,Bob,nowhere\n".formatted(suffix)));
            visit.button("Preview").click();

            assertThat(page.locator(".counts"))
                    .containsText("To create: 1, to update: 0, unchanged: 0, with errors: 1");
            assertThat(visit.row("ann-" + suffix)).containsText("Create");
            assertThat(visit.row("bob-" + suffix)).containsText("The group 'nowhere' does not exist.");
            visit.field("Outcome").selectOption("Error");
            assertThat(visit.row("ann-" + suffix)).hasCount(0);
            visit.settle();

            visit.button("Import 1 user").click();
            assertThat(page.locator("[id='import:words']")).containsText("Done: 1 of 1 users imported, 0 skipped.");
            page.reload();
            assertThat(page.locator("[id='import:words']")).containsText("Done: 1 of 1 users imported, 0 skipped.");

            visit.open("user/list?q=" + suffix);
            assertThat(visit.row("ann-" + suffix)).containsText("Ann Arrives");
            assertThat(visit.row("bob-" + suffix)).hasCount(0);
        }
    }

    @Test
    void whoBecomesAnAdministratorIsShownApartAndHasToBeWanted() {
        var suffix = UUID.randomUUID().toString();
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("provisioning/import").page();
            visit.field("CSV file")
                    .setInputFiles(file("login,name,groups\nann-%1$s,Ann Rises,administrators\nbob-%1$s,Bob,users\n"
                            .formatted(suffix)));
            visit.button("Preview").click();
            assertThat(page.locator(".warned")).containsText("makes 1 user an administrator");
            assertThat(page.locator(".warned")).containsText("Ann Rises ann-" + suffix + ", line 2");
            visit.assertAccessible("import with administrators");

            visit.button("Import 2 users").click();
            assertThat(page.locator(".warned")).containsText("1 line grants administrator rights");

            visit.field("Make them administrators").check();
            visit.button("Import 2 users").click();
            assertThat(page.locator("[id='import:words']")).containsText("Done: 2 of 2 users imported, 0 skipped.");
        }
    }

    static FilePayload file(String csv) {
        return new FilePayload("users.csv", "application/vnd.ms-excel", csv.getBytes(StandardCharsets.UTF_8));
    }
}
