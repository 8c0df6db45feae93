package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which errors of the database are conflicts, and which mean that it is away. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseErrorsTest {

    private final TestDatabase database;
    private final EntityManager one;
    private final EntityManager other;

    DatabaseErrorsTest(TestDatabase database) {
        this.database = database;
        one = database.begin();
        other = database.begin();
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(one);
        TestDatabase.rollBack(other);
    }

    @Test
    void aLockTimeoutIsAConflict() {
        lock(one);
        if (database == TestDatabase.POSTGRESQL) {
            // H2's default is two seconds, PostgreSQL's is to wait for ever
            other.createNativeQuery("set local lock_timeout = 1").executeUpdate();
        }

        var failure = catchThrowable(() -> lock(other));

        assertThat(DatabaseErrors.isConflict(failure))
                .as(String.valueOf(failure))
                .isTrue();
        assertThat(DatabaseErrors.isDatabaseAway(failure)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "90131", "HYT00", "55P03"})
    void aConcurrentChangeIsAConflict(String state) {
        assertThat(DatabaseErrors.isConflict(new PersistenceException(new SQLException("refused", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42000", "22001"})
    void anyOtherErrorIsNoConflict(String state) {
        assertThat(DatabaseErrors.isConflict(new PersistenceException(new SQLException("refused", state))))
                .isFalse();
    }

    @Test
    void theDatabaseIsAwayWhenThePoolDroppedTheConnection() {
        assertThat(DatabaseErrors.isDatabaseAway(
                        new PersistenceException(missing("com.sun.gjc.spi.base.ConnectionHolder"))))
                .isTrue();
        assertThat(DatabaseErrors.isDatabaseAway(missing("dev.latchkey.user.User")))
                .as("a fault of ours")
                .isFalse();
        assertThat(DatabaseErrors.isDatabaseAway(new PersistenceException(new SQLException("Connection closed"))))
                .as("a fault of the caller")
                .isFalse();
    }

    private static NullPointerException missing(String thrower) {
        var missing = new NullPointerException("\"this.con\" is null");
        missing.setStackTrace(new StackTraceElement[] {new StackTraceElement(thrower, "method", null, 1)});
        return missing;
    }

    @Test
    void theDatabaseIsNotAwayWhenItRefusesAStatement() {
        var failure = catchThrowable(
                () -> one.createNativeQuery("select * from no_such_table").getResultList());

        assertThat(failure).isInstanceOf(PersistenceException.class);
        assertThat(DatabaseErrors.isDatabaseAway(failure)).isFalse();
    }

    private static void lock(EntityManager entityManager) {
        entityManager
                .createNativeQuery("select name from daily_job order by name for update")
                .getResultList();
    }
}
