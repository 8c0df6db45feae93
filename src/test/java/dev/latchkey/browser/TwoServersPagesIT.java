package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.it.HttpProxy;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Postgres;
import dev.latchkey.it.Secrets;
import dev.latchkey.it.Tls;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two servers of one database take turns in answering the requests of one page, and one of them dies. */
@OnEveryServer
@TestMethodOrder(OrderAnnotation.class)
class TwoServersPagesIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final Postgres DATABASE = new Postgres();

    private static LatchkeyServer first;
    private static LatchkeyServer second;
    private static HttpProxy balancer;

    @BeforeAll
    static void start() {
        var ports = new int[] {LatchkeyServer.freePort(), LatchkeyServer.freePort()};
        balancer = new HttpProxy(LatchkeyServer.startPath(), at(ports[0]), at(ports[1]));
        first = LatchkeyServer.launch(environment(ports[0]));
        first.awaitReady();
        second = LatchkeyServer.launch(environment(ports[1]));
        second.awaitReady();
        first.createUser("ann", "Ann Alternates", PASSWORD);
        DATABASE.execute(
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " select 1000 + x, 1, 'many' || x, 'Many ' || x, 'many' || x || chr(10) || 'many ' || x, true, false,"
                        + " current_timestamp from generate_series(1, 45) x");
    }

    private static URI at(int port) {
        return URI.create(
                (Tls.wanted() == Tls.SERVER ? "https" : "http") + "://127.0.0.1:" + port + LatchkeyServer.startPath());
    }

    private static Map<String, String> environment(int port) {
        var environment = new HashMap<>(DATABASE.environment());
        environment.put("LATCHKEY_HTTP_PORT", Integer.toString(port));
        environment.put("LATCHKEY_BASE_URL", balancer.baseUri().toString());
        return environment;
    }

    @AfterAll
    static void stop() {
        balancer.close();
        first.close();
        second.close();
    }

    @Test
    @Order(1)
    void aReaderWithoutScriptsSignsInAndOut() {
        try (var visit = Visit.withoutScripts(balancer.baseUri())) {
            var page = visit.signIn("ann", PASSWORD).page();
            assertThat(page).hasTitle("Security · Latchkey");

            visit.open("account/profile");
            page.locator("details.dropdown > summary").click();
            visit.button("Sign out").click();

            assertThat(page).hasTitle("Sign in · Latchkey");
            assertThat(balancer.answers(at(first.port()))).isPositive();
            assertThat(balancer.answers(at(second.port()))).isPositive();
        }
    }

    /** A server may see a command of a page, with its dialog, before it sees the page itself. */
    @Test
    @Order(2)
    void aServerGoesOnWithAPageThatItHasNeverMade() {
        balancer.use(at(first.port()));
        try (var visit = Visit.begin(balancer.baseUri())) {
            visit.signInAsAdmin().open("user/list?q=ann");
            balancer.use(at(second.port()));
            var dialog = openTokens(visit);
            balancer.use(at(first.port()));
            visit.field("Name").fill("made by another");

            visit.button("Generate").click();

            assertThat(dialog.locator("#generatedValue")).isVisible();
            Secrets.remember(dialog.locator("#generatedValue").inputValue());
            dialog.locator("#generatedCopy").first().click();
        } finally {
            balancer.use(at(first.port()), at(second.port()));
        }
    }

    /** Else a browser would load them from each server. */
    @Test
    @Order(3)
    void aStaticFileHasOneAddress() {
        assertThat(stylesheet(second)).isNotEmpty().isEqualTo(stylesheet(first));
    }

    private static String stylesheet(LatchkeyServer server) {
        return server.api()
                .anonymous()
                .get("authentication/sign-in")
                .text()
                .lines()
                .filter(line -> line.contains("latchkey.css"))
                .map(line -> line.replaceFirst(".*href=\"([^\"]*latchkey\\.css[^\"]*)\".*", "$1"))
                .findFirst()
                .orElse("");
    }

    @Test
    @Order(4)
    void anImportGoesOn() {
        try (var visit = Visit.begin(balancer.baseUri())) {
            var page = visit.signInAsAdmin().open("provisioning/import").page();
            visit.field("CSV file")
                    .setInputFiles(
                            UserImportPageIT.file("login,name,groups\nimp-1,Imp One,users\nimp-2,Imp,nowhere\n"));
            visit.button("Preview").click();
            assertThat(page.locator(".counts")).containsText("To create: 1");
            visit.settle();
            visit.field("Outcome").selectOption("Error");
            assertThat(visit.row("imp-1")).hasCount(0);
            visit.settle();

            visit.button("Import 1 user").click();

            assertThat(page.locator("[id='import:words']")).containsText("Done: 1 of 1 users imported, 0 skipped.");
        }
    }

    @Test
    @Order(5)
    void theAuditLogIsVerified() {
        try (var visit = Visit.begin(balancer.baseUri())) {
            var page = visit.signInAsAdmin().open("audit/list").page();

            page.locator("[id='open:verify']").click();

            assertThat(page.locator(".verdict.good")).isVisible();
        }
    }

    @Test
    @Order(6)
    void aValueIsShownThoughItsPageCannotBeKept() {
        try (var visit = Visit.begin(balancer.baseUri())) {
            var page = visit.signInAsAdmin().open("user/list?q=ann").page();
            var dialog = openTokens(visit);
            visit.field("Name").fill("shown once");
            DATABASE.execute("alter table open_page add constraint ck_open_page_none check (false) not valid");
            try {
                visit.button("Generate").click();
                assertThat(dialog.locator("#generatedValue")).isVisible();
                visit.settle();
            } finally {
                DATABASE.execute("alter table open_page drop constraint ck_open_page_none");
            }
            var value = Secrets.remember(dialog.locator("#generatedValue").inputValue());
            assertThat(second.api().withBearer(value).get("api/users/current").status())
                    .isEqualTo(200);

            page.locator("#generatedCopy").first().click();
            visit.field("Name").fill("typed after it");
            visit.button("Generate").click();

            assertThat(page.locator("#notice")).containsText("Your input is back");
            assertThat(visit.field("Name")).hasValue("typed after it");
        }
    }

    /** Last, because one server dies. */
    @Test
    @Order(7)
    void aPageOutlivesTheServerThatMadeIt() {
        try (var visit = Visit.begin(balancer.baseUri())) {
            var page = visit.signInAsAdmin().open("user/list").page();
            page.evaluate("() => { window.same = true; }");
            var rows = page.locator("#users tbody tr");
            page.locator("#q").fill("many");
            assertThat(page.locator("#total")).containsText("45");
            visit.settle();
            page.locator(".ui-paginator-next").click();
            assertThat(page).hasURL(Pattern.compile("q=many&page=2$"));
            visit.settle();
            page.locator("th", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Name"))
                    .click();
            assertThat(page).hasURL(Pattern.compile("q=many&sort=name"));
            visit.settle();
            page.locator("#q").fill("ann");
            assertThat(rows).hasCount(1);
            visit.settle();
            var dialog = openTokens(visit);
            visit.field("Name").fill("alternating");
            visit.button("Generate").click();
            var value = Secrets.remember(dialog.locator("#generatedValue").inputValue());
            visit.settle();

            first.kill();

            visit.field("Name").fill("after the end of one");
            visit.button("Generate").click();
            assertThat(visit.row("after the end of one")).isVisible();
            visit.settle();
            assertThat(dialog.locator("#generatedValue")).not().hasValue(value);
            Secrets.remember(dialog.locator("#generatedValue").inputValue());
            assertThat(second.api().withBearer(value).get("api/users/current").status())
                    .isEqualTo(200);
            visit.row("alternating").locator("[id$=':revoke']").click();
            visit.settle();
            page.locator(".confirmRevoke").click();
            assertThat(visit.row("alternating")).hasCount(0);
            assertThat(second.api().withBearer(value).get("api/users/current").status())
                    .isEqualTo(401);
            assertThat(page.evaluate("() => window.same")).isEqualTo(true);
            assertThat(page.context().cookies())
                    .extracting(cookie -> cookie.name)
                    .doesNotContain("JSESSIONID");
            page.locator("#generatedCopy").first().click();
        }
    }

    private static Locator openTokens(Visit visit) {
        visit.row("ann").locator("[id$=':tokens']").click();
        assertThat(visit.dialog()).containsText("Tokens of Ann Alternates");
        visit.settle();
        return visit.dialog();
    }
}
