package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that nobody has given a password: it makes one, which is good for one sign-in. */
class FirstStartIT {

    private static final String CHOSEN = "a-password-of-my-own";

    @Test
    void theFirstPasswordIsInAFileAndHasToBeChanged() throws IOException {
        try (var server = LatchkeyServer.start(Map.of("LATCHKEY_ADMIN_PASSWORD", ""));
                var visit = Visit.begin(server)) {
            var file = server.logFile().resolveSibling("data").resolve("initial-admin-password");
            var first = Secrets.remember(Files.readString(file).strip());
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(server.log()).contains(file.toString()).doesNotContain(first);
            assertThat(server.api()
                            .withPassword("admin", first)
                            .get("api/users/search")
                            .status())
                    .isEqualTo(403);

            var page = visit.signIn("admin", first).page();
            assertThat(page).hasTitle("Choose a password · Latchkey");
            visit.open("user/list");
            assertThat(page).hasTitle("Choose a password · Latchkey");
            choose(visit, first, "too-short");
            assertThat(page.locator("main")).containsText("The password must be 12 to 128 characters long.");
            choose(visit, first, CHOSEN);
            assertThat(page).hasTitle("Users · Latchkey");

            var api = server.api();
            assertThat(api.withPassword("admin", CHOSEN).get("api/users/search").status())
                    .isEqualTo(200);
            assertThat(api.withPassword("admin", first).get("api/users/search").status())
                    .isEqualTo(401);
        }
    }

    private static void choose(Visit visit, String previous, String password) {
        visit.page().locator("#previousPassword").fill(previous);
        // the browser's own check of the length would keep the server's from being asked
        visit.page().locator("#password").evaluate("field => field.removeAttribute('minlength')");
        visit.page().locator("#password").fill(Secrets.remember(password));
        visit.page().locator("#submit").click();
    }
}
