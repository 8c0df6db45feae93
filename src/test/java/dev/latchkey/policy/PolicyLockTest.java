package dev.latchkey.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generating a token and changing the policy lock each other out, on both databases. */
class PolicyLockTest {

    private final ArrayList<PolicyRepository> opened = new ArrayList<>();

    @AfterEach
    void rollBack() {
        opened.forEach(repository -> TestDatabase.rollBack(repository.entityManager));
    }

    private PolicyRepository begin(TestDatabase database) {
        var repository = new PolicyRepository();
        repository.entityManager = database.begin();
        repository.connections = TestDatabase.connections(repository.entityManager);
        opened.add(repository);
        return repository;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoChangesThePolicyWaitsForAllWhoHoldIt(TestDatabase database) {
        var one = begin(database);
        var other = begin(database);
        one.hold();
        other.hold();

        var change = CompletableFuture.runAsync(begin(database)::holdAlone);
        database.awaitLock(change);
        assertThat(change).isNotDone();
        one.entityManager.getTransaction().commit();
        database.awaitLock(change);
        assertThat(change).isNotDone();
        other.entityManager.getTransaction().commit();

        change.join();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoHoldsThePolicySeesWhatWasChangedMeanwhile(TestDatabase database) {
        var before = begin(database);
        before.put(PolicySetting.KEEP_ENDED, "2 days");
        before.flush();
        before.entityManager.getTransaction().commit();
        var change = begin(database);
        var holder = begin(database);
        assertThat(holder.values()).containsEntry(PolicySetting.KEEP_ENDED, "2 days");
        change.holdAlone();
        change.put(PolicySetting.KEEP_ENDED, "1 day");
        change.flush();

        var held = CompletableFuture.supplyAsync(() -> {
            holder.hold();
            return holder.values();
        });
        database.awaitLock(held);
        assertThat(held).isNotDone();
        change.entityManager.getTransaction().commit();

        assertThat(held.join()).containsEntry(PolicySetting.KEEP_ENDED, "1 day");
        database.commit("delete from setting");
    }
}
