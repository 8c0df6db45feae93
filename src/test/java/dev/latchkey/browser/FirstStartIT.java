package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that starts without a configured password generates one, which is valid for one sign-in. */
class FirstStartIT {

    private static final String CHOSEN = "a-password-of-my-own";
    private static final String CHOSEN_AGAIN = "another-password-of-my-own";

    @Test
    void theFirstPasswordIsInAFileAndHasToBeChanged() throws IOException {
        try (var server = LatchkeyServer.start(Map.of("LATCHKEY_ADMIN_PASSWORD", ""));
                var visit = Visit.begin(server)) {
            var file = server.logFile().resolveSibling("data").resolve("initial-admin-password");
            var first = Secrets.remember(Files.readString(file).strip());
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(file.resolveSibling("latchkey.mv.db")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(server.logFile().resolveSibling("data")))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(server.log()).contains(file.toString()).doesNotContain(first);
            assertThat(server.api()
                            .withPassword("admin", first)
                            .get("api/users/search")
                            .errors())
                    .singleElement()
                    .asString()
                    .contains("users/change_password", "previousPassword");

            var page = visit.signIn("admin", first).page();
            assertThat(page).hasTitle("Choose a password · Latchkey");
            visit.open("user/list");
            assertThat(page).hasTitle("Choose a password · Latchkey");
            choose(visit, first, "too-short");
            assertThat(page.locator("main")).containsText("The password must be 12 to 128 characters long.");
            choose(visit, first, CHOSEN);
            assertThat(page).hasTitle("Users · Latchkey");
            assertThat(file).doesNotExist();

            var api = server.api();
            assertThat(api.withPassword("admin", CHOSEN).get("api/users/search").status())
                    .isEqualTo(200);
            assertThat(api.withPassword("admin", first).get("api/users/search").status())
                    .isEqualTo(401);

            server.restart("--reset-admin", "admin");
            var resetFile = resetFile(file.resolveSibling(".").normalize());
            var reset = Secrets.remember(Files.readString(resetFile).strip());
            assertThat(Files.getPosixFilePermissions(resetFile))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(server.log()).contains(resetFile.toString()).doesNotContain(reset);
            visit.open("user/list");
            assertThat(page).hasTitle("Sign in · Latchkey");
            assertThat(api.withPassword("admin", CHOSEN).get("api/users/search").status())
                    .isEqualTo(401);
            visit.signIn("admin", reset);
            assertThat(page).hasTitle("Choose a password · Latchkey");
            choose(visit, reset, CHOSEN_AGAIN);
            assertThat(page).hasTitle("Users · Latchkey");
            assertThat(resetFile).doesNotExist();
            assertThat(api.withPassword("admin", CHOSEN_AGAIN)
                            .get("api/audit_log/search", "action", "ADMINISTRATOR_RESET")
                            .text())
                    .contains("\"channel\":\"SERVER\"", "\"user\":\"admin\"");

            nobodyKeepsTheAdministratorOutOfTheBrowser(server, visit);
        }
    }

    private static Path resetFile(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "reset-admin-password-*")) {
            return files.iterator().next();
        }
    }

    private static void nobodyKeepsTheAdministratorOutOfTheBrowser(LatchkeyServer server, Visit visit) {
        for (int i = 0; i < 12; i++) {
            server.api().withPassword("admin", "a guess " + i).get("api/users/current");
        }
        try (var elsewhere = Visit.begin(server)) {
            assertThat(elsewhere.signIn("admin", CHOSEN_AGAIN).page().locator("[role=alert]"))
                    .containsText("Too many failed sign-in attempts");
        }
        assertThat(visit.signIn("admin", CHOSEN_AGAIN).page()).hasTitle("Users · Latchkey");
    }

    private static void choose(Visit visit, String previous, String password) {
        visit.page().locator("#previousPassword").fill(previous);
        // otherwise the browser's own length check would stop the form before it reaches the server
        visit.page().locator("#password").evaluate("field => field.removeAttribute('minlength')");
        visit.page().locator("#password").fill(Secrets.remember(password));
        visit.page().locator("#submit").click();
    }
}
