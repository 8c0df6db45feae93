package dev.latchkey.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.shared.InvalidException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cursor with which a caller continues a list. */
class PositionTest {

    @Test
    void isReadAsItWasWritten() {
        for (var position : List.of(
                new Position(InventoryOrder.CREATED, Instant.parse("2028-02-29T12:34:56.123456Z"), 1),
                new Position(InventoryOrder.LAST_USE, Instant.parse("2028-02-29T12:34:00Z"), 2),
                new Position(InventoryOrder.LAST_USE, null, Long.MAX_VALUE),
                new Position(InventoryOrder.EXPIRATION, LocalDate.parse("9999-12-31"), 3),
                new Position(InventoryOrder.EXPIRATION, null, 4),
                new Position(InventoryOrder.OWNER, "ann", 5),
                new Position(InventoryOrder.NAME, " two  words 𝛼", 6))) {
            assertThat(Position.parse("after", position.toText(), position.order()))
                    .isEqualTo(position);
        }
    }

    @Test
    void theLongestNameFits() {
        var position = new Position(InventoryOrder.NAME, "𝛼".repeat(100), Long.MAX_VALUE);

        assertThat(Position.parse("after", position.toText(), InventoryOrder.NAME))
                .isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CREATED",
                "CREATED 1",
                "CREATED one 2028-02-29T12:34:56Z",
                "CREATED 1 yesterday",
                "CREATED 1 +1000000000-12-31T00:00:00Z",
                "CREATED 1 -0001-12-31T00:00:00Z",
                "CREATED 1 ",
                "NAME 1 ci",
                "SIZE 1 1"
            })
    void refusesWhatItDidNotWrite(String text) {
        refuses(Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), InventoryOrder.CREATED);
    }

    @Test
    void refusesWhatNoTokenIsCalled() {
        refuses(new Position(InventoryOrder.NAME, "a\0b", 1).toText(), InventoryOrder.NAME);
        refuses(new Position(InventoryOrder.NAME, "x".repeat(2_000), 1).toText(), InventoryOrder.NAME);
        refuses("no base64!", InventoryOrder.NAME);
    }

    private static void refuses(String text, InventoryOrder order) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Position.parse("after", text, order))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("after"));
    }
}
