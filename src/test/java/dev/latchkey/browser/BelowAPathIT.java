package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api;
import dev.latchkey.it.HttpProxy;
import dev.latchkey.it.LatchkeyServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Under a path of a shared host, every link, cookie and redirect stays below that path. */
class BelowAPathIT {

    @Test
    void behindAProxyThatTakesThePathAway() {
        var port = LatchkeyServer.freePort();
        try (var proxy = new HttpProxy("/latchkey/", URI.create("http://127.0.0.1:" + port + "/"));
                var server = LatchkeyServer.start(Map.of(
                        "LATCHKEY_HTTP_PORT",
                        Integer.toString(port),
                        "LATCHKEY_BASE_URL",
                        proxy.baseUri().toString()))) {
            assertThat(server.port()).isEqualTo(port);

            worksBelow(proxy.baseUri());
        }
    }

    @Test
    void asAWarWithAContextRoot() {
        try (var server = LatchkeyServer.startWar("latchkey")) {
            worksBelow(server.baseUri());
        }
    }

    private static void worksBelow(URI base) {
        apiWorksBelow(base);
        try (var visit = Visit.begin(base)) {
            var page = visit.page();
            var addresses = new ArrayList<String>();
            page.onResponse(response -> addresses.add(response.url()));

            visit.open("");
            assertThat(page).hasURL(base + "authentication/sign-in?from=%2F");
            page.locator("#login").fill(LatchkeyServer.ADMIN_LOGIN);
            page.locator("#password").fill(LatchkeyServer.ADMIN_PASSWORD);
            page.locator("#submit").click();
            assertThat(page).hasURL(base + "user/list");
            assertThat(page.locator(".bar")).hasCSS("display", "flex");
            assertThat(page.context().cookies()).isNotEmpty().allSatisfy(cookie -> assertThat(cookie.path)
                    .as(cookie.name)
                    .isEqualTo(base.getPath()));

            visit.settle();
            page.locator("#q").fill("admin");
            assertThat(page).hasURL(base + "user/list?q=admin");
            var dialog = visit.openTokens(LatchkeyServer.ADMIN_LOGIN);
            visit.field("Name").fill("below");
            visit.button("Generate").click();
            assertThat(dialog.locator("#generatedValue")).hasValue(Pattern.compile("lku_\\w{36}"));

            everyLinkStaysBelow(visit, base);
            visit.open("nothing/here");
            page.locator("main a").click();
            assertThat(page).hasURL(base + "user/list");
            page.locator(".dropdown summary").click();
            page.locator("#signOut button, #signOut input[type=submit]").click();
            assertThat(page).hasURL(Pattern.compile("/latchkey/authentication/sign-in"));
            assertThat(addresses).isNotEmpty().allSatisfy(address -> assertThat(address)
                    .startsWith(base.toString()));
        }
    }

    private static void everyLinkStaysBelow(Visit visit, URI base) {
        for (var path : List.of("audit/list", "provisioning/import", "account/security")) {
            visit.open(path);
            visit.settle();
            assertThat(visit.page()
                            .evalOnSelectorAll(
                                    "[href], [src], form",
                                    "all => all.map(each => new URL(each.getAttribute('href') ?? each.getAttribute('src')"
                                            + " ?? each.getAttribute('action'), document.baseURI).href)"))
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .as(path)
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(address).startsWith(base.toString()));
        }
    }

    private static void apiWorksBelow(URI base) {
        var api = new Api(base);
        var token = api.asAdmin()
                .post("api/user_tokens/generate", "name", "below a path")
                .json()
                .getString("token");
        var program = api.withBearer(token);

        assertThat(program.get("api/users/current").status()).isEqualTo(200);
        assertThat(program.get("api/nothing").errors()).containsExactly("There is nothing at this address.");
        assertThat(program.get("user/list").errors()).singleElement().asString().contains(base.getPath() + "api/");
        assertThat(program.get("api/users/search/").status()).isEqualTo(404);
        assertThat(api.get("api/users/current").status()).isEqualTo(401);
        var folder = api.get("user").headers().firstValue("Location").orElseThrow();
        assertThat(base.resolve("user").resolve(folder)).isEqualTo(base.resolve("user/"));
    }
}
