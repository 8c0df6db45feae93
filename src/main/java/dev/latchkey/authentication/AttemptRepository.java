package dev.latchkey.authentication;

import dev.latchkey.platform.persistence.DatabaseErrors;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/**
 * The attempts that were taken from each limit, as one moment: when all of them are back, in milliseconds since 1970. A limit
 * without a row, or with a moment that has passed, has all its attempts.
 */
@Dependent
class AttemptRepository {

    @PersistenceContext
    EntityManager entityManager;

    Optional<Long> backAt(byte[] limit) {
        return entityManager
                .createNativeQuery("select back_at from sign_in_attempt where hash = ?")
                .setParameter(1, limit)
                .getResultStream()
                .map(moment -> ((Number) moment).longValue())
                .findFirst();
    }

    /**
     * Takes an attempt from a limit that has a row.
     *
     * @param step how long the attempt takes to come back
     * @param latest the moment from which on the limit is exhausted
     * @param never a moment that no limit reaches: a row beyond it is from a clock that was wrong, and counts for nothing
     * @return whether there was one
     */
    boolean take(byte[] limit, long step, long now, long latest, long never) {
        return entityManager
                        .createNativeQuery("update sign_in_attempt set back_at ="
                                + " greatest(case when back_at > ? then 0 else back_at end, ?) + ?"
                                + " where hash = ? and (back_at <= ? or back_at > ?)")
                        .setParameter(1, never)
                        .setParameter(2, now)
                        .setParameter(3, step)
                        .setParameter(4, limit)
                        .setParameter(5, latest)
                        .setParameter(6, never)
                        .executeUpdate()
                == 1;
    }

    /** @return false if another transaction has added it; this one can only be rolled back then */
    boolean add(byte[] limit, long backAt) {
        try {
            entityManager
                    .createNativeQuery("insert into sign_in_attempt (hash, back_at) values (?, ?)")
                    .setParameter(1, limit)
                    .setParameter(2, backAt)
                    .executeUpdate();
            return true;
        } catch (PersistenceException e) {
            if (!DatabaseErrors.uniqueViolated(e)) {
                throw e;
            }
            return false;
        }
    }

    void giveBack(byte[] limit, long step) {
        entityManager
                .createNativeQuery("update sign_in_attempt set back_at = back_at - ? where hash = ?")
                .setParameter(1, step)
                .setParameter(2, limit)
                .executeUpdate();
    }

    void remove(byte[] limit) {
        entityManager
                .createNativeQuery("delete from sign_in_attempt where hash = ?")
                .setParameter(1, limit)
                .executeUpdate();
    }

    /** Deletes rows of limits that have all their attempts, except those that another transaction uses. */
    void removeFull(long now, int most) {
        entityManager
                .createNativeQuery("delete from sign_in_attempt where hash in (select hash from sign_in_attempt"
                        + " where back_at <= ? order by back_at fetch first " + most
                        + " rows only for update skip locked)")
                .setParameter(1, now)
                .executeUpdate();
    }
}
