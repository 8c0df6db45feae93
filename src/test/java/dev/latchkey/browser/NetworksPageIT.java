package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An administrator generates a token for networks, changes them, and limits an open token to the addresses that used it. */
@OnEveryServer
class NetworksPageIT {

    private static final String NETWORKS_REQUIRED = "latchkey.token.networks.required";

    private final LatchkeyServer server = LatchkeyServer.shared();
    private final Api admin = server.admin();

    /** Cleans up: all tests share the server. */
    @AfterEach
    void cleanUp() {
        admin.post("api/user_tokens/revoke", "name", "bound.page");
        admin.post("api/user_tokens/revoke", "name", "open.page");
        admin.post("api/settings/reset", "keys", NETWORKS_REQUIRED);
    }

    @Test
    void whatThePolicyDemandsIsToldWhereverNetworksAreChosen() {
        var demanded = "The policy demands that every token is bound to networks.";
        admin.post("api/user_tokens/generate", "name", "open.page");
        admin.post("api/settings/set", "key", NETWORKS_REQUIRED, "value", "true");
        try (var visit = Visit.begin()) {
            visit.signInAsAdmin().open("account/security");
            assertThat(visit.page().locator("#generate")).containsText(demanded);
            visit.row("open.page").getByLabel("Details of open.page").click();
            assertThat(visit.page().locator(".places")).containsText(demanded);

            visit.open("inventory/list?owner=admin");
            visit.row("open.page").getByLabel("Addresses of open.page").click();
            visit.settleDialog();
            assertThat(visit.dialog()).containsText(demanded);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fromTheFirstNetworksToJustTheAddressesOfUse(Look look) {
        var open = admin.post("api/user_tokens/generate", "name", "open.page")
                .json()
                .getString("token");
        server.api().withBearer(open).get("api/users/current");
        try (var visit = Visit.begin(look, "en-GB")) {
            visit.signInAsAdmin().open("account/security");
            visit.page().getByText("Limit to networks").click();
            visit.field("Name").fill("bound.page");
            visit.field("Networks").fill("10.0.0.7/8");
            visit.button("Generate").click();
            visit.settle();
            assertThat(visit.page().locator("[id='generate:networks-message']"))
                    .containsText("10.0.0.7/8 has bits after its prefix. The range is 10.0.0.0/8.");
            visit.assertAccessible("networks, refused");
            visit.field("Networks").fill("10.0.0.0/8, 2001:DB8::/32");
            visit.button("Generate").click();
            visit.settle();
            assertThat(visit.row("bound.page")).containsText("10.0.0.0/8");
            assertThat(visit.row("bound.page")).containsText("2001:db8::/32");

            visit.row("bound.page").getByLabel("Details of bound.page").click();
            visit.settle();
            var panel = visit.page().locator(".places");
            assertThat(panel.getByLabel("Networks")).hasValue("10.0.0.0/8, 2001:db8::/32");
            panel.getByLabel("Networks").fill("example.org");
            panel.getByRole(AriaRole.BUTTON).click();
            visit.settle();
            assertThat(visit.page().locator(".refusal"))
                    .containsText(
                            "'example.org' is neither an IP address nor a range such as 10.0.0.0/8 or 2001:db8::/32.");
            panel.getByLabel("Networks").fill("192.0.2.7");
            panel.getByRole(AriaRole.BUTTON).click();
            visit.settle();
            assertThat(panel).containsText("Saved.");
            assertThat(visit.row("bound.page")).containsText("192.0.2.7");
            visit.assertAccessible("networks of a token");

            admin.post("api/user_tokens/bind", "name", "bound.page", "networks", "192.0.2.8");
            panel.getByLabel("Networks").fill("10.0.0.0/8");
            panel.getByRole(AriaRole.BUTTON).click();
            visit.settle();
            assertThat(visit.page().locator(".refusal"))
                    .containsText("The networks of this token were changed in the meantime");
            assertThat(panel.getByLabel("Networks")).hasValue("192.0.2.8");
            assertThat(visit.row("bound.page")).containsText("192.0.2.8");

            visit.open("inventory/list?owner=admin&everyNetwork=true");
            assertThat(visit.row("open.page")).hasCount(1);
            assertThat(visit.row("bound.page")).hasCount(0);
            visit.row("open.page").getByLabel("Addresses of open.page").click();
            visit.settleDialog();
            assertThat(visit.dialog()).containsText("127.0.0.1");
            visit.assertAccessible("from where a token is used");
            visit.button("Limit to these addresses").press("Enter");
            visit.settle();
            assertThat(visit.dialog().getByLabel("Networks")).hasValue("127.0.0.1");
            assertThat(visit.dialog()).containsText("Saved.");

            visit.open("inventory/list?owner=admin");
            assertThat(visit.row("open.page")).containsText("127.0.0.1");
        }
    }
}
