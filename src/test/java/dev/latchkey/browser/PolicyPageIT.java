package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.Api;
import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Administrators change the policy, and users meet it in the form that generates tokens. */
@OnEveryServer
class PolicyPageIT {

    private static final String PASSWORD = "Corr3ct-Horse-42!";
    private static final Pattern SHORTENED = Pattern.compile("\\d+ tokens? ha(s|ve) been shortened\\.");
    private static final String LIFETIME = "sonar.auth.token.max.allowed.lifetime";

    private final Api admin = LatchkeyServer.shared().admin();
    private final LocalDate latest = LocalDate.now(ZoneOffset.UTC).plusDays(30);

    @BeforeEach
    void createPaula() {
        LatchkeyServer.shared().createUser("paula", "Paula", PASSWORD);
    }

    /** Other tests share the server. */
    @AfterEach
    void reset() {
        assertThat(admin.post("api/settings/reset", "keys", LIFETIME).status()).isEqualTo(204);
    }

    @Test
    void whoIsOvertakenByAStricterPolicyIsToldAndOfferedWhatIsLeft() {
        try (var visit = Visit.begin()) {
            var page = visit.signIn("paula", PASSWORD).open("account/security").page();
            page.locator("[id='generate:name']").fill("overtaken");
            page.locator("[id='generate:expiresIn']").selectOption("DAYS_90");
            visit.settle();
            admin.post("api/settings/set", "key", LIFETIME, "value", "30 days");

            page.locator("[id='generate:submit']").click();

            assertThat(page.locator("[id='generate:refused']")).containsText(latest.toString());
            assertThat(page.locator("[id='generate:expiresIn'] option[value='DAYS_90']"))
                    .hasCount(0);
            visit.assertAccessible("the form after a refusal");
            assertThat(page.locator("[id='generate:name']")).hasValue("overtaken");
            page.locator("[id='generate:submit']").click();
            assertThat(page.locator("#generatedValue")).isVisible();
        }
    }

    @Test
    void whatATokenMayDoIsChosen() {
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("policy/tokens").page();
            assertThat(visit.field("Rotate itself")).isChecked();
            visit.field("Rotate itself").uncheck();
            page.locator("#save").click();
            assertThat(page.locator(".buttons [role=status]")).containsText("Saved");
            assertThat(visit.field("Rotate itself")).not().isChecked();
            assertThat(visit.field("Set passwords and change email addresses")).isChecked();
            visit.assertAccessible("what a token may do");
            visit.field("Rotate itself").check();
            page.locator("#save").click();
            // "Saved" is still visible from the first save
            visit.settle();
            assertThat(page.locator(".buttons [role=status]")).containsText("Saved");
        }
        assertThat(admin.get("api/settings/values", "keys", "latchkey.token.rotate.by.token")
                        .text())
                .contains("\"value\":\"true\"");
    }

    @Test
    void whatAStricterPolicyMeansIsAskedBeforeItCounts() {
        admin.post("api/user_tokens/generate", "login", "paula", "name", "for ever");
        try (var visit = Visit.begin()) {
            var page = visit.signInAsAdmin().open("policy/tokens").page();
            page.locator("#lifetime").selectOption("DAYS_30");
            visit.settle();
            page.locator("#save").click();
            assertThat(page.locator(".question")).containsText("longer than a new one could");
            assertThat(admin.get("api/settings/values", "keys", LIFETIME).text())
                    .contains("No expiration");

            page.locator("#shorten").check();
            visit.assertAccessible("the question about tokens that live longer");
            page.locator("#confirm").click();
            assertThat(page.locator(".buttons [role=status]")).containsText("Saved");

            assertThat(admin.get("api/settings/values", "keys", LIFETIME).text())
                    .contains("30 days");
            assertThat(page.locator("[id='shortening:words']")).hasText(SHORTENED);
            assertThat(visit.width("[id='shortening:words']")).isEqualTo(visit.width("#policy"));
            assertThat(page.locator("progress")).hasCount(0);
            visit.open("audit/list");
            assertThat(page.locator("main")).containsText("Token shortening");
            assertThat(admin.get("api/user_tokens/search", "login", "paula").text())
                    .contains("\"expirationDate\":\"" + latest + "T00:00:00+0000\"");
            assertThat(admin.get("api/audit_log/search", "user", "paula", "action", "TOKEN_SHORTENED")
                            .text())
                    .contains("\"thingName\":\"for ever\"");
        }
    }
}
