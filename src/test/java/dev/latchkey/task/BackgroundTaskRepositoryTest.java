package dev.latchkey.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.Origin;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How servers store, find and share tasks, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BackgroundTaskRepositoryTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Origin ORIGIN = new Origin(1L, Origin.Channel.PAGE, "192.0.2.7");

    private final BackgroundTaskRepository repository = new BackgroundTaskRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    BackgroundTaskRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, search_text, active,"
                        + " must_change_password, created_at) values (1, 1, 'ann', 'Ann', 'ann', true, false, ?)")
                .setParameter(1, NOW.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void keepsHowFarATaskIsAndWhoseItIs() {
        var id = add("IMPORT").id();
        var task = found(id);
        task.advance(new Work.Batch(500, 3, "501"), NOW);
        repository.flush();

        var kept = found(id);
        assertThat(kept.isRunning()).isTrue();
        assertThat(kept.parameters()).isEqualTo("file 7");
        assertThat(kept.done()).isEqualTo(500);
        assertThat(kept.failed()).isEqualTo(3);
        assertThat(kept.total()).isEqualTo(600);
        assertThat(kept.cursor()).isEqualTo("501");
        assertThat(kept.origin()).isEqualTo(ORIGIN);
    }

    @Test
    void forgetsFromWhereAUserStartedTasks() {
        var task = add("IMPORT");
        task.advance(new Work.Batch(600, 0, null), NOW);
        repository.flush();

        repository.eraseAddressesOf(task.startedBy().id());

        var kept = found(task.id());
        assertThat(kept.origin().address()).isNull();
        assertThat(kept.origin().userId()).isEqualTo(task.startedBy().id());
        assertThat(kept.parameters()).isEmpty();
    }

    @Test
    void isDoneWhenThereIsNothingLeft() {
        var task = add("IMPORT");
        task.advance(new Work.Batch(500, 0, "501"), NOW);
        task.advance(new Work.Batch(100, 1, null), NOW.plusSeconds(1));
        repository.flush();

        var kept = found(task.id());
        assertThat(kept.state()).isEqualTo(BackgroundTask.State.DONE);
        assertThat(kept.done()).isEqualTo(600);
        assertThat(kept.endedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void runsOneTaskOfAKindAtATime() {
        add("IMPORT").end(BackgroundTask.State.CANCELLED, NOW);
        var second = add("IMPORT");
        add("REVOCATION");
        assertThat(repository.latest("IMPORT")).contains(second);
        assertThat(repository.latest("EXPORT")).isEmpty();

        assertThatThrownBy(() -> add("IMPORT")).isInstanceOf(ConflictException.class);
    }

    @Test
    void findsTasksThatNoServerIsRunning() {
        var first = add("IMPORT");
        var second = add("REVOCATION");
        assertThat(repository.lockWaiting(NOW)).contains(first);

        first.beat(NOW);
        repository.flush();
        assertThat(repository.lockWaiting(NOW)).contains(second);

        second.end(BackgroundTask.State.FAILED, NOW);
        repository.flush();
        assertThat(repository.lockWaiting(NOW)).isEmpty();
        assertThat(repository.lockWaiting(NOW.plusMillis(1))).contains(first);
    }

    @Test
    void noOtherServerTakesATaskDuringALongBatch() {
        var task = add("IMPORT");
        task.beat(NOW);
        repository.flush();

        repository.beat(task.id(), task.version(), NOW.plusSeconds(60));

        assertThat(repository.lockWaiting(NOW.plusSeconds(60))).isEmpty();
        assertThat(repository.lockUnchanged(task)).isTrue();
        task.advance(new Work.Batch(500, 0, null), NOW.plusSeconds(61));
        repository.flush();
        assertThat(found(task.id()).state()).isEqualTo(BackgroundTask.State.DONE);
    }

    @Test
    void aServerThatLostATaskCannotRenewItsLease() {
        var task = add("IMPORT");
        task.beat(NOW);
        repository.flush();

        repository.beat(task.id(), task.version() - 1, NOW.plusSeconds(60));

        assertThat(repository.lockWaiting(NOW.plusSeconds(1))).contains(task);
    }

    @Test
    void aBatchOfATaskThatWasCancelledMeanwhileFails() {
        var task = add("IMPORT");
        assertThat(repository.lockUnchanged(task)).isTrue();
        entityManager
                .createNativeQuery("update background_task set state = 'CANCELLED', ended_at = started_at,"
                        + " version = version + 1 where id = ?")
                .setParameter(1, task.id())
                .executeUpdate();

        assertThat(repository.lockUnchanged(task)).isFalse();
        task.advance(new Work.Batch(500, 0, "501"), NOW);
        assertThatThrownBy(repository::flush).isInstanceOf(OptimisticLockException.class);
    }

    private BackgroundTask add(String kind) {
        var task = new BackgroundTask(kind, "file 7", 600, repository.user(1), ORIGIN, NOW);
        repository.add(task);
        return task;
    }

    private BackgroundTask found(long id) {
        entityManager.clear();
        return Objects.requireNonNull(repository.find(id));
    }
}
