package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tokens derive from which, on both databases. The lineage outlives the tokens, so the test has none. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LineageTest {

    private final TestDatabase database;

    private EntityManager entityManager;
    private Connection connection;

    LineageTest(TestDatabase database) {
        this.database = database;
    }

    /**
     * Token 1 was rotated twice (2, 3). Token 2 generated 10; 10 generated 20 and rotated another user's 30 to 31.
     * Token 40 has no lineage.
     */
    @BeforeEach
    void begin() {
        entityManager = database.begin();
        connection = entityManager.unwrap(Connection.class);
        row(2, 1, "null");
        row(3, 1, "null");
        row(10, 10, "1");
        row(20, 20, "10");
        row(31, 30, "10");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void valuesAreThoseOfTheTokenItself() throws SQLException {
        assertThat(Lineage.values(connection, List.of(2L))).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(Lineage.values(connection, List.of(1L, 40L))).containsExactlyInAnyOrder(1L, 2L, 3L, 40L);
        assertThat(Lineage.values(connection, List.of())).isEmpty();
    }

    @Test
    void descendantsComeByGenerationAndRotationHoweverFar() throws SQLException {
        assertThat(Lineage.descendants(connection, List.of(3L)))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 10L, 20L, 30L, 31L);
        assertThat(Lineage.descendants(connection, List.of(10L))).containsExactlyInAnyOrder(10L, 20L, 30L, 31L);
        assertThat(Lineage.descendants(connection, List.of(30L))).containsExactlyInAnyOrder(30L, 31L);
        assertThat(Lineage.descendants(connection, List.of(40L))).containsExactly(40L);
        assertThat(Lineage.descendants(connection, List.of())).isEmpty();
    }

    @Test
    void tokensThatRotatedEachOtherFormACycle() throws SQLException {
        row(11, 10, "30");

        assertThat(Lineage.descendants(connection, List.of(31L))).containsExactlyInAnyOrder(10L, 11L, 20L, 30L, 31L);
    }

    private void row(long token, long line, String parent) {
        entityManager
                .createNativeQuery("insert into token_descent (token_id, line_id, parent_line_id) values (" + token
                        + ", " + line + ", " + parent + ")")
                .executeUpdate();
    }
}
