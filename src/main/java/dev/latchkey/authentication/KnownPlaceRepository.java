package dev.latchkey.authentication;

import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;

/** Known places in the database. */
@Dependent
class KnownPlaceRepository {

    @PersistenceContext
    EntityManager entityManager;

    boolean isKnown(long userId, KnownPlace place) {
        return !entityManager
                .createNativeQuery("select 1 from known_place where user_id = ? and hash = ?")
                .setParameter(1, userId)
                .setParameter(2, place.hash())
                .getResultList()
                .isEmpty();
    }

    /** Whether the user signed in there on this day. */
    boolean wasSeen(long userId, KnownPlace place, LocalDate day) {
        return !entityManager
                .createNativeQuery("select 1 from known_place where user_id = ? and hash = ? and last_seen_on >= ?")
                .setParameter(1, userId)
                .setParameter(2, place.hash())
                .setParameter(3, day)
                .getResultList()
                .isEmpty();
    }

    /** Locks the places of the user until the transaction ends. */
    void lock(long userId) {
        entityManager.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
    }

    int countSeen(long userId, LocalDate day) {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from known_place where user_id = ? and last_seen_on >= ?")
                        .setParameter(1, userId)
                        .setParameter(2, day)
                        .getSingleResult())
                .intValue();
    }

    /** Requires the lock. */
    void see(long userId, KnownPlace place, LocalDate day) {
        var seenAgain = entityManager
                .createNativeQuery("update known_place set last_seen_on = ? where user_id = ? and hash = ?")
                .setParameter(1, day)
                .setParameter(2, userId)
                .setParameter(3, place.hash())
                .executeUpdate();
        if (seenAgain == 0) {
            entityManager
                    .createNativeQuery("insert into known_place (user_id, hash, last_seen_on) values (?, ?, ?)")
                    .setParameter(1, userId)
                    .setParameter(2, place.hash())
                    .setParameter(3, day)
                    .executeUpdate();
        }
    }

    /** Deletes all but the most recent places of a user. */
    void keepLatest(long userId, int most) {
        entityManager
                .createNativeQuery(
                        "delete from known_place where user_id = ? and hash not in (select hash from known_place"
                                + " where user_id = ? order by last_seen_on desc, hash fetch first " + most
                                + " rows only)")
                .setParameter(1, userId)
                .setParameter(2, userId)
                .executeUpdate();
    }

    void removeAllOf(long userId) {
        entityManager
                .createNativeQuery("delete from known_place where user_id = ?")
                .setParameter(1, userId)
                .executeUpdate();
    }

    void removeNotSeenSince(LocalDate day) {
        entityManager
                .createNativeQuery("delete from known_place where last_seen_on < ?")
                .setParameter(1, day)
                .executeUpdate();
    }
}
