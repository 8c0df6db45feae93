package dev.latchkey.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.inventory.InventoryQuery.Range;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of a revocation order and its preview, and the parameter names of a query. */
class RevocationOrderTest {

    private static final InventoryQuery EVERYTHING = Wanted.tokens(wanted -> {
        wanted.login = "\\".repeat(255);
        wanted.owner = "\"".repeat(255);
        wanted.creator = "\\".repeat(255);
        wanted.type = TokenType.PROJECT_ANALYSIS_TOKEN;
        wanted.projectKey = "\"".repeat(400);
        wanted.scope = "\"".repeat(100);
        wanted.status = Status.EXPIRED;
        wanted.created = new Range<>(Instant.parse("2028-02-29T12:34:56Z"), Instant.parse("2028-03-01T00:00:00Z"));
        wanted.lastUsed = new Range<>(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));
        wanted.expires = new Range<>(LocalDate.parse("2028-02-29"), LocalDate.parse("9999-12-31"));
        wanted.neverExpires = true;
        wanted.breaksPolicy = true;
        wanted.everyScope = true;
        wanted.everyNetwork = true;
        wanted.unusedForDays = 3650;
        wanted.lineage = Long.MAX_VALUE;
    });

    private static final Instant AS_OF = Instant.parse("2028-02-29T12:34:56.123456Z");

    @Test
    void isReadAsItWasWritten() {
        for (var order : List.of(
                new RevocationOrder(
                        RevocationTarget.matching(EVERYTHING), AS_OF, LocalDate.parse("2029-01-01"), EndReason.LEAKED),
                new RevocationOrder(
                        RevocationTarget.matching(Wanted.tokens(wanted -> {})), AS_OF, null, EndReason.ADMINISTRATOR),
                new RevocationOrder(
                        RevocationTarget.of(LongStream.range(999_999_999L, 1_000_000_199L)
                                .boxed()
                                .toList()),
                        AS_OF,
                        null,
                        EndReason.LEAKED))) {
            assertThat(order.toText()).hasSizeLessThan(4000);
            assertThat(RevocationOrder.parse(order.toText())).isEqualTo(order);
        }
    }

    @Test
    void aPreviewIsReadAsItWasWritten() {
        for (var preview : List.of(
                new RevocationPreview(AS_OF, LocalDate.parse("9999-12-31"), 0, ""),
                new RevocationPreview(AS_OF, null, Integer.MAX_VALUE, "1/7,2/13"))) {
            assertThat(RevocationPreview.parse(preview.toText())).isEqualTo(preview);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2028-02-29T12:34:56Z",
                "yesterday - 1 -",
                "+1000000000-12-31T00:00:00Z - 1 -",
                "2028-02-29T12:34:56Z 10000-01-01 1 -",
                "2028-02-29T12:34:56Z - many -",
                "2028-02-29T12:34:56Z - 1"
            })
    void refusesAPreviewThatItDidNotWrite(String text) {
        var encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        for (var given : List.of(encoded, "no base64!")) {
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> RevocationPreview.parse(given))
                    .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("asOf"));
        }
    }

    @Test
    void asksForNothingThatNarrowsDown() {
        assertThat(InventoryParameters.read(Map.of("status", "ALL", "neverExpires", "false", "owner", " ")::get)
                        .isNarrow())
                .isFalse();
        assertThat(InventoryParameters.read(Map.of("login", "ann")::get).isNarrow())
                .isTrue();
    }

    /** The value is well-formed but belongs to no token. */
    @ParameterizedTest
    @ValueSource(strings = {"login", "owner", "creator", "projectKey", "scope"})
    void takesNoValueOfATokenAndDoesNotRepeatIt(String name) {
        var value = "lku_" + "0".repeat(30) + "1qH16V";
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> InventoryParameters.read(Map.of(name, " " + value)::get))
                .satisfies(refusal -> {
                    assertThat(refusal.field()).isEqualTo(name);
                    assertThat(refusal.in(Locale.ENGLISH)).doesNotContain(value);
                });
    }

    @Test
    void aQueryIsKnownByTheNamesOfTheApi() {
        assertThat(InventoryParameters.write(EVERYTHING).keySet()).containsExactlyElementsOf(InventoryParameters.NAMES);
        assertThat(InventoryParameters.read(Map.of("createdFrom", "2028-02-29", "unusedForDays", " 90 ")::get))
                .isEqualTo(Wanted.tokens(wanted -> {
                    wanted.status = Status.LIVE;
                    wanted.created = new Range<>(Instant.parse("2028-02-29T00:00:00Z"), null);
                    wanted.unusedForDays = 90;
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "type,SUPER_TOKEN",
        "status,live",
        "createdFrom,yesterday",
        "createdUntil,2027-02-29",
        "lastUsedFrom,2028-02-29T12:34:56",
        "lastUsedUntil,+10000-01-01",
        "expiresFrom,2028-2-29",
        "expiresUntil,10000-01-01",
        "neverExpires,perhaps",
        "breaksPolicy,1",
        "unusedForDays,0",
        "unusedForDays,99999999999"
    })
    void refusesWhatMeansNothing(String name, String text) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> InventoryParameters.read(Map.of(name, text)::get))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(name));
    }
}
