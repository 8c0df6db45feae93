package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.Secrets;
import dev.latchkey.it.Tls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One person's visit, in a browser window with its own cookies. Closing it fails the test if the browser reported a
 * script error or a violation of the Content-Security-Policy.
 */
final class Visit implements AutoCloseable {

    /** Generous, for a busy machine. */
    private static final double MILLIS_TO_WAIT = 60_000;

    private static final String NOTHING_UNDER_WAY =
            "() => document.readyState === 'complete' && !document.documentElement.hasAttribute('aria-busy')"
                    + " && !(window.jQuery && jQuery.active)";

    private final URI server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visit(URI server, BrowserContext context) {
        this.server = server;
        this.context = context;
        context.setDefaultTimeout(MILLIS_TO_WAIT);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // Some tests request pages that are forbidden or missing.
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
                complaints.add(message.text());
            }
        });
    }

    /** In English, at desktop size. */
    static Visit begin() {
        return begin(Look.DESKTOP, "en-GB");
    }

    /** @param locale the browser's language, such as de-DE */
    static Visit begin(Look look, String locale) {
        return begin(look, locale, "Etc/UTC");
    }

    static Visit begin(Look look, String locale, String timezone) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.colors)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(locale)
                .setTimezoneId(timezone);
        return new Visit(LatchkeyServer.shared().baseUri(), context(options));
    }

    static Visit withoutScripts() {
        return new Visit(
                LatchkeyServer.shared().baseUri(),
                context(new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false)));
    }

    /** On this server instead of the shared one. */
    static Visit begin(LatchkeyServer server) {
        return begin(server.baseUri());
    }

    /** @param server the base address, with a slash at its end */
    static Visit begin(URI server) {
        return new Visit(server, context(new Browser.NewContextOptions().setLocale("en-GB")));
    }

    /** In a browser that runs no scripts. */
    static Visit withoutScripts(URI server) {
        return new Visit(
                server,
                context(new Browser.NewContextOptions().setLocale("en-GB").setJavaScriptEnabled(false)));
    }

    private static BrowserContext context(Browser.NewContextOptions options) {
        return Shared.BROWSER.newContext(options.setIgnoreHTTPSErrors(Tls.wanted() != Tls.NOBODY));
    }

    Page page() {
        return page;
    }

    Visit open(String path) {
        page.navigate(server.resolve(path).toString());
        return this;
    }

    Visit signInAsAdmin() {
        return signIn(LatchkeyServer.ADMIN_LOGIN, LatchkeyServer.ADMIN_PASSWORD);
    }

    Visit signIn(String login, String password) {
        open("authentication/sign-in");
        page.locator("#login").fill(login);
        page.locator("#password").fill(Secrets.remember(password));
        page.locator("#submit").click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The field with this label. */
    Locator field(String label) {
        return page.locator("input:visible, select:visible")
                .and(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)));
    }

    /** The open dialog. */
    Locator dialog() {
        return page.locator(".ui-dialog:visible");
    }

    /** Opens a dialog with fields by its button. */
    void openDialog(String button) {
        button(button).click();
        settleDialog();
    }

    /** Waits until the dialog has given the focus to its first field, as it does last: text typed before would go there. */
    void settleDialog() {
        settle();
        assertThat(dialog().locator("input:visible:enabled").first()).isFocused();
    }

    /** Opens the Users page and searches it for the text. */
    Visit openUsers(String text) {
        return open("user/list?q=" + text);
    }

    /** Opens the Tokens dialog of the user with this login, on the Users page. */
    Locator openTokens(String login) {
        openUsers(login);
        row(login).locator("[id$=':tokens']").click();
        settle();
        // the dialog takes the focus last: a key pressed before would go to the page behind it
        assertThat(dialog().locator(":focus")).hasCount(1);
        return dialog();
    }

    /** The table row that contains the text. */
    Locator row(String text) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    /** Waits until the page shows the answers to all its requests. */
    void settle() {
        page.waitForFunction(NOTHING_UNDER_WAY);
    }

    /**
     * Expects axe to find no violation: in light with all rules of WCAG 2.2 A and AA and its best practices, in dark
     * with the rules that depend on colours.
     */
    void assertAccessible(String where) {
        settle();
        assertNoViolations(where, ColorScheme.DARK, axe().withRules(List.of("color-contrast", "link-in-text-block")));
        assertNoViolations(where, ColorScheme.LIGHT, axe());
    }

    private void assertNoViolations(String where, ColorScheme colors, AxeBuilder axe) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        assertThat(axe.analyze().getViolations())
                .as(where + " " + colors)
                .extracting(violation -> violation.getId() + ": " + violation.getNodes())
                .isEmpty();
    }

    /** Legacy mode runs in the page itself; the other mode opens a second page to merge frames, and we have none. */
    private AxeBuilder axe() {
        var violationsAlone = new AxeRunOptions();
        violationsAlone.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(violationsAlone);
    }

    /** The width of the element that the selector finds, in pixels. */
    double width(String selector) {
        return page.locator(selector).boundingBox().width;
    }

    /** Whether the page scrolls sideways, as none should. */
    boolean isWiderThanTheWindow() {
        return (boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    @Override
    public void close() {
        // else Playwright may pass a request to its handler while the page closes, and fails
        page.unrouteAll();
        context.close();
        assertThat(complaints).as("errors that the browser reported").isEmpty();
    }

    /** One browser for all visits of the test run, closed when the JVM exits. */
    private static final class Shared {

        private static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

        static final Browser BROWSER = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));

        static {
            PlaywrightAssertions.setDefaultAssertionTimeout(MILLIS_TO_WAIT);
            Runtime.getRuntime().addShutdownHook(new Thread(PLAYWRIGHT::close));
        }
    }
}
