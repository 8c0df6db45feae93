package dev.latchkey.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.inventory.InventoryQuery.Range;
import dev.latchkey.shared.InvalidException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The query that the Tokens page reads from its fields and its address. */
class InventoryListViewTest {

    private final InventoryListView list = new InventoryListView();

    @ParameterizedTest
    @CsvSource({
        "unusedForDays,5000",
        "unusedForDays,0",
        "unusedForDays,soon",
        "createdFrom,12345-01-01",
        "createdUntil,12345-01-01",
        "lastUsedUntil,2027-02-29",
        "expiresUntil,+10000-01-01",
        "status,GOOD",
        "neverExpires,perhaps"
    })
    void aFieldThatMeansNothingIsNeverPassedOver(String name, String text) {
        list.getList().getValues().put("owner", "ann");
        list.getList().getValues().put(name, text);

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(list::query)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(name));
    }

    @Test
    void whatMakesNoSenseInTheAddressStandsInNoField() {
        list.read(Map.of("owner", "ann", "unusedForDays", "5000", "createdUntil", "yesterday"));

        assertThat(list.getList().filters()).containsOnlyKeys("owner");
        assertThat(list.query().owner()).isEqualTo("ann");
    }

    @Test
    void theLastDayIsWithin() {
        list.getList().getValues().put("createdUntil", "2028-02-29");
        list.getList().getValues().put("expiresUntil", "2028-12-31");

        assertThat(list.query().created()).isEqualTo(new Range<>(null, Instant.parse("2028-03-01T00:00:00Z")));
        assertThat(list.query().expires()).isEqualTo(new Range<>(null, LocalDate.parse("2029-01-01")));
    }

    @Test
    void untilTheLastDayOfAllIsWhateverEndsAtAll() {
        list.getList().getValues().put("expiresUntil", "9999-12-31");
        assertThat(list.query().expires()).isEqualTo(new Range<>(LocalDate.EPOCH, null));

        list.getList().getValues().put("expiresFrom", "2028-02-29");
        assertThat(list.query().expires()).isEqualTo(new Range<>(LocalDate.parse("2028-02-29"), null));
    }
}
