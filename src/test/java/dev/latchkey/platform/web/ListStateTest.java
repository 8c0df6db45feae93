package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** The query parameters decide what a list shows; invalid ones are ignored. */
class ListStateTest {

    private final ListState list = new ListState("list:rows")
            .text("q", 10)
            .choice("rounding", RoundingMode.UP)
            .choice("other", RoundingMode.class)
            .sortedBy(Set.of("name", "created"), "-created")
            .sizes(20, 50, 100);

    @ParameterizedTest
    @CsvSource({"name, ASCENDING", "-name, DESCENDING", "created, ASCENDING", "-created, DESCENDING"})
    void sortsAsTheAddressSays(String parameter, SortOrder order) {
        list.read(Map.of("sort", parameter));

        assertThat(list.getSort()).satisfies(sort -> {
            assertThat(sort.getField()).isEqualTo(parameter.replace("-", ""));
            assertThat(sort.getOrder()).isEqualTo(order);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "login", "--name", "passwordHash", "name desc", "NAME"})
    void sortsAsUsualForAnythingElse(String parameter) {
        list.read(Map.of("sort", parameter));

        assertThat(list.sortColumn()).isEqualTo("created");
        assertThat(list.isAscending()).isFalse();
    }

    @Test
    void leavesTheOrderToTheServiceWithoutColumns() {
        var plain = new ListState("list:rows");
        plain.read(Map.of("sort", "name"));

        assertThat(plain.getSort()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 20", "999999, 19999960", "0, 0", "-1, 0", "1000000, 0", "x, 0", "1.5, 0", "'', 0"})
    void beginsAtThePageOfTheAddress(String parameter, int first) {
        list.read(Map.of("page", parameter));

        assertThat(list.getFirst()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "50, 50", "100, 100", "0, 20", "500, 20", "-50, 20", "x, 20", "'', 20"})
    void hasAsManyRowsAsAreOffered(String parameter, int rows) {
        list.read(Map.of("rows", parameter));

        assertThat(list.getRows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"UP, UP", "DOWN, DOWN", "down, UP", "x, UP", "'', UP"})
    void choosesAConstantThatExists(String parameter, RoundingMode chosen) {
        list.read(Map.of("rounding", parameter));

        assertThat(list.get("rounding", RoundingMode.class)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({"DOWN, DOWN", "x,", "'',"})
    void choosesNoneWhereNoneIsUsual(String parameter, RoundingMode chosen) {
        list.read(Map.of("other", parameter));

        assertThat(list.get("other", RoundingMode.class)).isEqualTo(chosen);
    }

    @Test
    void boundsAndCleansText() {
        list.getValues().put("q", " \0a\nb" + "x".repeat(20));
        assertThat(list.get("q")).isEqualTo("abxxxxxxx");

        list.getValues().put("q", null);
        assertThat(list.get("q")).isEmpty();
    }

    @Test
    void knowsNoOtherFilter() {
        assertThatIllegalArgumentException().isThrownBy(() -> list.getValues().put("password", "x"));
        list.read(Map.of("password", "x"));

        assertThat(list.query()).isEmpty();
    }

    @Test
    void keepsTheValueOfATokenOutOfTheAddress() {
        var wide = new ListState("list:rows").text("q", 255);
        wide.read(Map.of("q", "old lku_" + "0".repeat(30) + "1qH16V"));

        assertThat(wide.get("q")).isNotEmpty();
        assertThat(wide.query()).isEmpty();
    }

    @Test
    void carriesInTheAddressWhatIsNotAsUsual() {
        list.read(Map.of("q", "ann", "rounding", "UP", "sort", "name", "page", "3", "rows", "50"));

        assertThat(list.query())
                .containsExactly(
                        entry("q", List.of("ann")),
                        entry("sort", List.of("name")),
                        entry("page", List.of("3")),
                        entry("rows", List.of("50")));
    }

    @Test
    void followsTheTable() {
        var byName =
                SortMeta.builder().field("name").order(SortOrder.DESCENDING).build();
        list.turnTo(100, 50, Map.of("name", byName));

        assertThat(list.query())
                .containsExactly(
                        entry("sort", List.of("-name")), entry("page", List.of("3")), entry("rows", List.of("50")));

        var byPassword = SortMeta.builder()
                .field("passwordHash")
                .order(SortOrder.ASCENDING)
                .build();
        list.turnTo(0, 20, Map.of("passwordHash", byPassword));
        assertThat(list.query()).isEmpty();
    }
}
