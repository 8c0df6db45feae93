package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import dev.latchkey.it.OnEveryServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log page describes its entries in the reader's language. */
@OnEveryServer
class AuditLogPageIT {

    @ParameterizedTest
    @CsvSource({
        "en-GB, Previous value ends: when the new value is used",
        "de-DE, Bisheriger Wert endet: sobald der neue verwendet wird"
    })
    void saysWhenAPreviousValueEnds(String locale, String words) {
        var admin = LatchkeyServer.shared().admin();
        var name = "rotated." + locale;
        admin.post("api/user_tokens/generate", "name", name);
        assertThat(admin.post("api/user_tokens/rotate", "name", name, "untilFirstUse", "true")
                        .status())
                .isEqualTo(200);
        try (var visit = Visit.begin(Look.DESKTOP, locale)) {
            visit.signInAsAdmin().open("audit/list?action=TOKEN_ROTATED&q=" + name);

            assertThat(visit.row(name)).containsText(words);
        }
    }
}
