package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.shared.InvalidException;
import org.junit.jupiter.api.Test;

class UserQueryTest {

    @Test
    void searchesForAtMostTheLengthOfALogin() {
        assertThat(UserQuery.of("x".repeat(255), 0, 1).text()).hasSize(255);
        assertThatThrownBy(() -> UserQuery.of("x".repeat(256), 0, 1)).isInstanceOf(InvalidException.class);
    }

    @Test
    void countsTheTextWithoutTheSpaceAroundIt() {
        assertThat(UserQuery.of(" " + "x".repeat(255) + " ", 0, 1).text()).hasSize(255);
    }
}
