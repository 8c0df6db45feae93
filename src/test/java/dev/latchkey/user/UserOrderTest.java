package dev.latchkey.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded database reads a page of users in the order of an index, instead of sorting all users. */
class UserOrderTest {

    private final UserListRepository repository = new UserListRepository();

    private EntityManager entityManager;

    @BeforeEach
    void manyUsers() {
        entityManager = TestDatabase.H2.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        repository.found = new FoundUsers();
        // commits, so before anything else
        execute("set query_statistics true");
        execute("insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                + " select x, 1, 'user' || x, 'Name ' || x, 'user' || x, true, false, current_timestamp"
                + " from system_range(1, 2000)");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
        entityManager = TestDatabase.H2.begin();
        execute("set query_statistics false");
        TestDatabase.rollBack(entityManager);
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN,           true,  0,   IX_USERS_ACTIVE_LOGIN",
        "LOGIN,           false, 0,   IX_USERS_ACTIVE_LOGIN",
        "LOGIN,           true,  500, IX_USERS_ACTIVE_LOGIN",
        "NAME,            true,  0,   IX_USERS_ACTIVE_NAME",
        "NAME,            false, 0,   IX_USERS_ACTIVE_NAME",
        "LAST_CONNECTION, true,  0,   IX_USERS_ACTIVE_LAST_CONNECTION",
        "LAST_CONNECTION, false, 0,   IX_USERS_ACTIVE_LAST_CONNECTION"
    })
    void aPageIsReadInOrder(Order order, boolean ascending, int offset, String index) {
        repository.search(new UserQuery("", Status.ACTIVE, null, null, null, order, ascending, offset, 50), true);

        assertThat(planOfTheSortedStatement()).contains(index + ": ACTIVE").contains("/* index sorted */");
    }

    private String planOfTheSortedStatement() {
        var statement = (String) entityManager
                .createNativeQuery("select sql_statement from information_schema.query_statistics"
                        + " where sql_statement like '%from users u%order by%'")
                .getSingleResult();
        // the status, and how many users to skip
        var explained = statement.replaceFirst("\\?", "true").replaceFirst("\\?", "0");
        return (String) entityManager.createNativeQuery("explain " + explained).getSingleResult();
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}
