package dev.latchkey.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server stores the day that the user picks, in whatever time zone the browser is. */
class ExpirationDayIT {

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Pago_Pago", "Pacific/Kiritimati"})
    void isTheDayThatWasPicked(String timezone) {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(45);
        var name = timezone.replace('/', '-');
        try (var visit = Visit.begin(Look.DESKTOP, "en-US", timezone)) {
            visit.signInAsAdmin().open("account/security");
            visit.field("Name").fill(name);
            visit.field("Expires in").selectOption("Custom date");
            visit.field("Expiration date").fill(day.toString());
            visit.button("Generate").click();

            assertThat(visit.page().locator("#generatedValue")).isVisible();
            assertThat(visit.row(name))
                    .containsText(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                            .withLocale(Locale.US)
                            .format(day));
        }
        assertThat(stored(name)).isEqualTo(day + "T00:00:00+0000");
    }

    private static String stored(String name) {
        return LatchkeyServer.shared()
                .admin()
                .get("api/user_tokens/search")
                .json()
                .getJsonArray("userTokens")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(token -> token.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getString("expirationDate");
    }
}
