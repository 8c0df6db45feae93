package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.user.FoundUsers.Search;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundUsersTest {

    private final FoundUsers found = new FoundUsers();

    @Test
    void countsOnceUntilAUserChanges() {
        assertThat(number("ann", 7, 3)).isEqualTo(3);

        assertThat(number("ann", 7, 4)).isEqualTo(3);
        assertThat(number("bob", 7, 5)).isEqualTo(5);
        assertThat(number("ann", 8, 4)).isEqualTo(4);
    }

    private long number(String text, long changes, long counted) {
        return found.number(new Search("where", Map.of("text", text)), changes, () -> counted);
    }
}
