package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.user.FoundUsers.Place;
import dev.latchkey.user.FoundUsers.Search;
import org.junit.jupiter.api.Test;

class FoundUsersTest {

    private static final Search ANN = new Search(UserQuery.of("ann", 0, 50), true);

    private final FoundUsers found = new FoundUsers();

    @Test
    void knowsANumberUntilAUserChanges() {
        found.remember(ANN, 7, 3);

        assertThat(found.number(ANN, 7)).hasValue(3);
        assertThat(found.number(new Search(UserQuery.of("ann", 100, 10), true), 7))
                .hasValue(3);
        assertThat(found.number(new Search(UserQuery.of("ann", 0, 50), false), 7))
                .isEmpty();
        assertThat(found.number(new Search(UserQuery.of("bob", 0, 50), true), 7))
                .isEmpty();
        assertThat(found.number(ANN, 8)).isEmpty();
    }

    @Test
    void knowsAPlaceUntilAUserChanges() {
        var place = place(7, 2_100);
        found.remember(ANN, place);

        assertThat(found.place(ANN, 7, 2_099)).isEmpty();
        assertThat(found.place(ANN, 7, 2_100)).hasValue(place);
        assertThat(found.place(ANN, 7, 3_999)).hasValue(place);
        assertThat(found.place(ANN, 7, 4_000)).isEmpty();
        assertThat(found.place(ANN, 8, 2_100)).isEmpty();
        assertThat(found.place(new Search(UserQuery.of("bob", 0, 50), true), 7, 2_100))
                .isEmpty();
    }

    @Test
    void keepsTheFirstPlaceOfAStep() {
        found.remember(ANN, place(7, 2_100));
        found.remember(ANN, place(7, 2_050));
        found.remember(ANN, place(7, 2_900));
        assertThat(found.place(ANN, 7, 2_950)).hasValue(place(7, 2_050));

        found.remember(ANN, place(8, 2_500));
        assertThat(found.place(ANN, 8, 2_950)).hasValue(place(8, 2_500));
    }

    private static Place place(long changes, int offset) {
        return new Place(changes, offset, "user-" + offset);
    }
}
