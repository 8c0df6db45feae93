package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With many users, PostgreSQL's planner chooses the indexes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserIndexTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");

    private final UserRepository repository = new UserRepository();
    private final UserListRepository lists = new UserListRepository();

    private EntityManager entityManager;

    @BeforeAll
    void manyUsers() {
        entityManager = TestDatabase.POSTGRESQL.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        lists.entityManager = entityManager;
        lists.connections = TestDatabase.connections(entityManager);
        lists.found = new FoundUsers();
        execute("insert into users (id, version, login, name, search_text, active, must_change_password,"
                + " created_at, last_connection_at) select i, 1, 'user' || i, md5(i::text), 'user' || i || E'\\n' || md5(i::text)"
                + " || E'\\n', i % 10 > 0, false, current_timestamp, current_timestamp - i * interval '1 minute'"
                + " from generate_series(1, 20000) i");
        execute("insert into user_group_member (user_id, group_id) select id, 2 from users");
        execute("analyze users, user_group_member");
        // autovacuum does this after so many new rows
        entityManager
                .createNativeQuery("select gin_clean_pending_list('ix_users_search'::regclass)")
                .getSingleResult();
    }

    @AfterAll
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void findsOneByLogin() {
        assertThat(TestDatabase.scannedBy(entityManager, () -> repository.find("user4711")))
                .contains("uq_users_login")
                .doesNotContain("users");
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN,           true,  ix_users_active_login",
        "LOGIN,           false, ix_users_active_login",
        "NAME,            true,  ix_users_active_name",
        "NAME,            false, ix_users_active_name",
        "LAST_CONNECTION, false, ix_users_active_last_connection",
        "LAST_CONNECTION, true,  ix_users_active_last_connection"
    })
    void listsAPageInOrder(Order order, boolean ascending, String index) {
        var query = new UserQuery("", Status.ACTIVE, null, null, null, order, ascending, 0, 50);

        assertThat(scannedBySearch(query, true)).contains(index);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void searchesText(boolean emailToo) {
        assertThat(scannedBySearch(UserQuery.of("45C48CCE", 0, 50), emailToo))
                .contains("ix_users_search")
                .doesNotContain("users");
    }

    @Test
    void remembersAConnection() {
        assertThat(TestDatabase.scannedBy(entityManager, () -> repository.recordConnections(List.of(4711L), NOW, NOW)))
                .contains("users_pkey")
                .doesNotContain("users");
    }

    private Set<String> scannedBySearch(UserQuery query, boolean emailToo) {
        return TestDatabase.scannedBy(entityManager, () -> lists.search(query, emailToo));
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}
