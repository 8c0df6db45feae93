package dev.latchkey.user.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.user.UserQuery.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.primefaces.model.SortOrder;

/** The address tells what the list shows; nonsense in it is passed over. */
class UserListViewTest {

    private final UserListView view = new UserListView();

    @ParameterizedTest
    @CsvSource({"name, ASCENDING", "-name, DESCENDING", "lastConnection, ASCENDING", "-lastConnection, DESCENDING"})
    void sortsAsTheAddressSays(String parameter, SortOrder order) {
        view.setSortParameter(parameter);

        assertThat(view.getSortParameter()).isEqualTo(parameter);
        assertThat(view.getSort()).satisfies(sort -> {
            assertThat(sort.getField()).isEqualTo(parameter.replace("-", ""));
            assertThat(sort.getOrder()).isEqualTo(order);
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-", "login", "--name", "passwordHash", "name desc", "NAME"})
    void sortsByNothingElse(String parameter) {
        view.setSortParameter(parameter);

        assertThat(view.getSort()).isNull();
        assertThat(view.getSortParameter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 20", "999999, 19999960", "0, 0", "-1, 0", "1000000, 0", "x, 0", "1.5, 0", "'', 0", ", 0"})
    void beginsAtThePageOfTheAddress(String parameter, int first) {
        view.setPageParameter(parameter);

        assertThat(view.getFirst()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "50, 50", "100, 100", "0, 20", "500, 20", "-50, 20", "x, 20", ", 20"})
    void hasAsManyRowsAsAreOffered(String parameter, int rows) {
        view.setRowsParameter(parameter);

        assertThat(view.getRows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, ACTIVE", "ALL, ALL", "DEACTIVATED, DEACTIVATED", "all, ACTIVE", "x, ACTIVE", ", ACTIVE"})
    void showsUsersOfTheStatusThatIsKnown(String parameter, Status status) {
        view.setStatusParameter(parameter);

        assertThat(view.getStatus()).isEqualTo(status);
    }

    @Test
    void cutsTheTextAtItsBound() {
        view.setText("x".repeat(256));
        assertThat(view.getText()).hasSize(255);

        view.setText(null);
        assertThat(view.getText()).isEmpty();
    }
}
