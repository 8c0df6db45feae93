package dev.latchkey.task;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Background tasks in the database. */
@Dependent
class BackgroundTaskRepository {

    @PersistenceContext
    EntityManager entityManager;

    User user(long id) {
        return entityManager.getReference(User.class, id);
    }

    /** @throws ConflictException if another task of that kind is running */
    void add(BackgroundTask task) {
        try {
            entityManager.persist(task);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? new ConflictException(null, "task.running") : e;
        }
    }

    @Nullable
    BackgroundTask find(long id) {
        return entityManager.find(BackgroundTask.class, id);
    }

    /** Finds the task and locks it until the transaction ends. */
    @Nullable
    BackgroundTask lock(long id) {
        return entityManager.find(BackgroundTask.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locks the task until the transaction ends; false if its version has changed since it was read. */
    boolean lockUnchanged(BackgroundTask task) {
        var version = entityManager
                .createNativeQuery("select version from background_task where id = ? for update")
                .setParameter(1, task.id())
                .getSingleResult();
        return ((Number) version).intValue() == task.version();
    }

    /** Records a heartbeat. Leaves the version, which identifies the owner. */
    void beat(long id, int version, Instant at) {
        entityManager
                .createNativeQuery("update background_task set heartbeat = ? where id = ? and version = ?")
                .setParameter(1, at.atOffset(ZoneOffset.UTC))
                .setParameter(2, id)
                .setParameter(3, version)
                .executeUpdate();
    }

    Optional<BackgroundTask> latest(String kind) {
        return entityManager
                .createQuery(
                        "select t from BackgroundTask t where t.kind = :kind order by t.id desc", BackgroundTask.class)
                .setParameter("kind", kind)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** All tasks that have not ended; at most one of each kind. */
    List<BackgroundTask> running() {
        return entityManager
                .createQuery("select t from BackgroundTask t where t.state = :running", BackgroundTask.class)
                .setParameter("running", BackgroundTask.State.RUNNING)
                .getResultList();
    }

    /** Locks the oldest task without a heartbeat since then, until the transaction ends. */
    Optional<BackgroundTask> lockWaiting(Instant since) {
        var waiting = entityManager
                .createQuery(
                        "select t.id from BackgroundTask t where t.state = :running"
                                + " and (t.heartbeat is null or t.heartbeat < :since) order by t.id",
                        Long.class)
                .setParameter("running", BackgroundTask.State.RUNNING)
                .setParameter("since", since)
                .getResultList();
        for (var id : waiting) {
            var task = lock(id);
            // another server may have taken it while this one waited for the lock
            if (task != null && task.isWaiting(since)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /** Bypasses optimistic locking: erasing an address must not make the task fail. */
    void eraseAddressesOf(long userId) {
        entityManager
                .createNativeQuery(
                        "update background_task set address = null where started_by_id = ? and address is not null")
                .setParameter(1, userId)
                .executeUpdate();
    }

    void flush() {
        entityManager.flush();
    }
}
