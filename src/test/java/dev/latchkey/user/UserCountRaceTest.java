package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that deactivate users at the same time keep the number that PostgreSQL adds up. */
class UserCountRaceTest {

    private static final int WRITERS = 4;
    private static final int CHANGES = 150;

    private final TestDatabase database = TestDatabase.POSTGRESQL;

    @BeforeEach
    void users() {
        database.commit(
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " select 1000 + x, 1, 'user-' || x, 'Name', 'text', true, false, current_timestamp"
                        + " from generate_series(1, " + WRITERS * CHANGES + ") x");
    }

    @AfterEach
    void nothingIsLeft() {
        database.commit("delete from users");
    }

    @Test
    void noChangeIsLost() {
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> change(1001 + writer * CHANGES)))
                .toList();
        writers.forEach(CompletableFuture::join);

        assertThat(number("select sum(n) from user_count where active"))
                .isEqualTo(number("select count(*) from users where active"))
                .isEqualTo(WRITERS * CHANGES / 2);

        // about one call in a hundred adds the rows up
        database.commit("do $$ begin for i in 1..3000 loop perform add_up_user_count(); end loop; end $$");
        assertThat(number("select count(*) from user_count")).isLessThanOrEqualTo(2);
        assertThat(number("select sum(n) from user_count where active")).isEqualTo(WRITERS * CHANGES / 2);
    }

    /** Deactivates users, and takes every second change back. */
    private void change(int first) {
        for (int id = first; id < first + CHANGES; id++) {
            var entityManager = database.begin();
            try {
                entityManager
                        .createNativeQuery("update users set active = false where id = " + id)
                        .executeUpdate();
                if (id % 2 == 0) {
                    entityManager.getTransaction().commit();
                }
            } finally {
                TestDatabase.rollBack(entityManager);
            }
        }
    }

    private int number(String query) {
        var entityManager = database.begin();
        try {
            return ((Number) entityManager.createNativeQuery(query).getSingleResult()).intValue();
        } finally {
            TestDatabase.rollBack(entityManager);
        }
    }
}
