package dev.latchkey.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The metric of connections tells apart those that are in use and those that wait for a lock. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConnectionCountsTest {

    private final TestDatabase database;
    private final EntityManager holder;
    private final EntityManager waiter;
    private final EntityManager reader;

    ConnectionCountsTest(TestDatabase database) {
        this.database = database;
        holder = database.begin();
        waiter = database.begin();
        reader = database.begin();
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(holder);
        TestDatabase.rollBack(waiter);
        TestDatabase.rollBack(reader);
    }

    @Test
    void aConnectionThatIsBlockedIsWaiting() {
        lock(holder);
        assertThat(count("waiting")).isZero();
        assertThat(count("used")).as("the reader's own, at least").isPositive();

        var blocked = CompletableFuture.runAsync(() -> lock(waiter));
        database.awaitLock(blocked);

        assertThat(count("waiting")).isEqualTo(1);
        holder.getTransaction().rollback();
        blocked.join();
        assertThat(count("waiting")).isZero();
    }

    private long count(String state) {
        var counts = new ConnectionCounts();
        counts.connections = TestDatabase.connections(reader);
        return counts.read().values().getOrDefault(state, -1L);
    }

    private static void lock(EntityManager entityManager) {
        entityManager
                .createNativeQuery("select name from daily_job order by name for update")
                .getResultList();
    }
}
