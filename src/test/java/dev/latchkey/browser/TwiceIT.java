package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import dev.latchkey.it.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server carries out a repeated command once, and the page keeps showing the first answer. */
@OnEveryServer
class TwiceIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final String FIRST_PASSWORD = Secrets.remember("F1rst-0ne-of-a-user!");
    private static final String GENERATE = "generate%3Asubmit";
    private static final String ROTATE = "confirmRotate";

    /** The ways in which users, browsers and proxies repeat a command. */
    enum Twice {
        DOUBLE_CLICK {
            @Override
            void give(Page page, String command, Locator button) {
                var slow = new Slow(page, command);
                button.dblclick();
                slow.answer();
                assertThat(slow.count()).isEqualTo(1);
            }
        },
        ENTER_AND_ENTER {
            @Override
            void give(Page page, String command, Locator button) {
                var slow = new Slow(page, command);
                button.focus();
                page.keyboard().press("Enter");
                page.keyboard().press("Enter");
                slow.answer();
                assertThat(slow.count()).isEqualTo(1);
            }
        },
        BY_THE_NETWORK {
            @Override
            void give(Page page, String command, Locator button) {
                onPost(page, command, route -> {
                    route.fetch();
                    route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()));
                });
                button.click();
            }
        },
        AGAIN_AFTER_A_TIMEOUT {
            @Override
            void give(Page page, String command, Locator button) {
                var lost = new ArrayList<Route>();
                onPost(page, command, route -> {
                    if (lost.isEmpty()) {
                        lost.add(route);
                        route.fetch();
                        // the time-out of a proxy
                        route.fulfill(new Route.FulfillOptions().setStatus(504));
                    } else {
                        route.resume();
                    }
                });
                button.click();
                assertThat(page.locator("#notice")).not().isEmpty();
                button.click();
            }
        };

        abstract void give(Page page, String command, Locator button);
    }

    @ParameterizedTest
    @EnumSource
    void oneTokenIsGenerated(Twice twice) {
        var login = "tw-gen-" + twice.ordinal();
        create(login);
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            var dialog = visit.openTokens(login);
            visit.field("Name").fill("ci");

            twice.give(page, GENERATE, visit.button("Generate"));
            visit.settle();

            assertThat(dialog.locator("[id='generate:name-message']")).isEmpty();
            assertGood(dialog, login);
            assertThat(names(login)).containsExactly("ci");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsRotatedOnce(Twice twice) {
        var login = "tw-rot-" + twice.ordinal();
        create(login);
        LatchkeyServer.shared().admin().post("api/user_tokens/generate", "login", login, "name", "ci");
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().page();
            var dialog = visit.openTokens(login);
            visit.row("ci").locator("[id$=':rotate']").click();

            twice.give(page, ROTATE, page.locator("[id$=':confirmRotate']"));
            visit.settle();

            assertGood(dialog, login);
            assertThat(dialog.locator(".refusal")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneUserIsCreated(Twice twice) {
        var login = "tw-user-" + twice.ordinal();
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("user/list").page();
            visit.openDialog("Create user");
            visit.field("Login").fill(login);
            visit.field("Name").fill("Twice");
            visit.field("Password").fill(Secrets.remember(PASSWORD));
            visit.settle();

            twice.give(page, "createUserForm%3Asubmit", visit.dialog().locator("[id$=':submit']"));

            assertThat(visit.dialog()).isHidden();
        }
    }

    @Test
    void theSecondClickIsNotForWhatCameUnderThePointer() {
        create("tw-sessions");
        try (var visit = Visit.begin();
                var second = Visit.begin();
                var third = Visit.begin()) {
            second.signIn("tw-sessions", PASSWORD).open("account/profile");
            third.signIn("tw-sessions", PASSWORD).open("account/profile");
            var page = visit.signIn("tw-sessions", PASSWORD)
                    .open("account/security")
                    .page();
            var sessions = page.locator("[id='sessionsForm:sessions'] tbody tr");
            assertThat(sessions).hasCount(3);

            sessions.nth(1).scrollIntoViewIfNeeded();
            var button = sessions.nth(1).locator("button").boundingBox();
            page.mouse().click(button.x + button.width / 2, button.y + button.height / 2);
            assertThat(sessions).hasCount(2);
            visit.settle();
            page.mouse().down(new Mouse.DownOptions().setClickCount(2));
            page.mouse().up(new Mouse.UpOptions().setClickCount(2));
            visit.settle();

            assertThat(sessions).hasCount(2);
        }
    }

    @Test
    void aFormThatLeadsToAnotherPageIsSentOnce() {
        create("tw-sign-in");
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            var sent = new ArrayList<String>();
            page.onRequest(request -> {
                if (request.method().equals("POST")) {
                    sent.add(request.url());
                }
            });
            page.locator("#login").fill("tw-sign-in");
            page.locator("#password").fill(Secrets.remember(PASSWORD));

            page.locator("#submit").evaluate("button => { button.click(); button.click(); }");
            assertThat(page).hasTitle("Security · Latchkey");

            assertThat(sent).hasSize(1);
            assertThat(page.locator("[id='sessionsForm:sessions'] tbody tr")).hasCount(1);
        }
    }

    /** The meter of a new password's strength may ask when the form has gone, and the form's answer begins a new session. */
    @Test
    void noAnswerLeadsAwayFromAFormThatWasSent() {
        var login = "twice-first";
        LatchkeyServer.shared()
                .admin()
                .post("api/users/create", "login", login, "name", "First", "password", FIRST_PASSWORD);
        try (var visit = Visit.begin()) {
            var page = visit.signIn(login, FIRST_PASSWORD).page();
            assertThat(page).hasTitle("Choose a password · Latchkey");
            page.locator("#previousPassword").fill(FIRST_PASSWORD);
            page.locator("#password").fill(PASSWORD);

            page.evaluate("""
                    () => {
                        document.querySelector("#submit").click();
                        const answer = "<redirect url='/authentication/sign-in?from=x'/>";
                        const redirect = new DOMParser().parseFromString(answer, "text/xml").documentElement;
                        PrimeFaces.ajax.ResponseProcessor.doRedirect(redirect);
                    }""");

            assertThat(page).hasTitle("Security · Latchkey");
        }
    }

    @Test
    void aFormThatTheNetworkSendsTwiceBeginsOneSession() {
        create("tw-network");
        try (var visit = Visit.begin()) {
            var page = visit.open("authentication/sign-in").page();
            onPost(page, "submit", route -> {
                var once = new Route.FetchOptions().setMaxRedirects(0);
                route.fetch(once);
                route.fulfill(new Route.FulfillOptions().setResponse(route.fetch(once)));
            });

            visit.signIn("tw-network", PASSWORD);

            assertThat(page).hasTitle("Security · Latchkey");
            assertThat(page.locator("[id='sessionsForm:sessions'] tbody tr")).hasCount(1);
        }
    }

    /** The value on the page is the value that works. */
    private static void assertGood(Locator dialog, String login) {
        var value = Secrets.remember(dialog.locator("#generatedValue").inputValue());
        assertThat(LatchkeyServer.shared()
                        .api()
                        .withBearer(value)
                        .get("api/users/current")
                        .json()
                        .getString("login"))
                .isEqualTo(login);
    }

    private static List<String> names(String login) {
        return LatchkeyServer.shared()
                .admin()
                .get("api/user_tokens/search", "login", login)
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(token -> token.asJsonObject().getString("name"));
    }

    private static void create(String login) {
        LatchkeyServer.shared().createUser(login, "Name of " + login, PASSWORD);
    }

    private static void onPost(Page page, String command, Consumer<Route> answer) {
        page.route("**", route -> {
            var data = route.request().postData();
            if (data != null && data.contains(command)) {
                answer.accept(route);
            } else {
                route.resume();
            }
        });
    }

    /** Holds requests back until the test lets them through. */
    private static final class Slow {

        private final Page page;
        private final List<Route> sent = new ArrayList<>();
        private boolean slow = true;

        Slow(Page page, String command) {
            this.page = page;
            onPost(page, command, route -> {
                sent.add(route);
                if (!slow) {
                    route.resume();
                }
            });
        }

        void answer() {
            page.waitForCondition(() -> !sent.isEmpty());
            slow = false;
            List.copyOf(sent).forEach(Route::resume);
            page.waitForFunction("() => !(window.jQuery && jQuery.active)");
        }

        int count() {
            return sent.size();
        }
    }
}
