package dev.latchkey.authentication;

import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Sessions in the database. */
@Dependent
class SessionRepository {

    /** Fetches user and groups in the same query, as every request needs them. EclipseLink ignores a fetch of {@code u.groups}. */
    private static final String LIVE = "select s from Session s join fetch s.user u left join fetch s.user.groups"
            + " where s.hash = :hash and u.active = true and s.createdAt > :createdAfter and s.lastSeenAt > :seenAfter";

    /** Enough for display; a program that signs in repeatedly may have more. */
    private static final int MOST_LISTED = 100;

    /** More than sessions started at once. */
    private static final int MOST_REMOVED = 1000;

    @PersistenceContext
    EntityManager entityManager;

    /** Locks the user until the transaction ends; empty unless active and of this version. */
    Optional<User> lock(long userId, int version) {
        return Optional.ofNullable(entityManager.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE))
                .filter(User::isActive)
                .filter(user -> user.version() == version);
    }

    void add(Session session) {
        entityManager.persist(session);
    }

    /** The session of an active user with this hash, created and last seen after these moments. */
    Optional<Session> live(byte[] hash, Instant createdAfter, Instant seenAfter) {
        return entityManager
                .createQuery(LIVE, Session.class)
                .setParameter("hash", hash)
                .setParameter("createdAfter", createdAfter)
                .setParameter("seenAfter", seenAfter)
                .getResultStream()
                .findFirst();
    }

    /** Whether the session was not ended; it may have timed out. */
    boolean exists(long id) {
        return entityManager.find(Session.class, id) != null;
    }

    /** @return whether it had not been seen since */
    boolean recordSeen(long id, Instant at, Instant unlessAfter) {
        return entityManager
                        .createNativeQuery(
                                "update user_session set last_seen_at = ? where id = ? and last_seen_at <= ?")
                        .setParameter(1, at.atOffset(ZoneOffset.UTC))
                        .setParameter(2, id)
                        .setParameter(3, unlessAfter.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                == 1;
    }

    /** Most recent first, at most 100. */
    List<Session> of(String login, Instant createdAfter, Instant seenAfter) {
        return entityManager
                .createQuery(
                        "select s from Session s where s.user.login = :login and s.createdAt > :createdAfter"
                                + " and s.lastSeenAt > :seenAfter order by s.lastSeenAt desc, s.id desc",
                        Session.class)
                .setParameter("login", login)
                .setParameter("createdAfter", createdAfter)
                .setParameter("seenAfter", seenAfter)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /**
     * Removes the least recently seen sessions beyond the maximum.
     *
     * @return the number of sessions removed
     */
    int removeBeyond(long userId, int most) {
        var beyond = entityManager
                .createQuery(
                        "select s.id from Session s where s.user.id = :user order by s.lastSeenAt desc, s.id desc",
                        Long.class)
                .setParameter("user", userId)
                .setFirstResult(most)
                .setMaxResults(MOST_REMOVED)
                .getResultList();
        beyond.forEach(id -> remove(id, userId));
        return beyond.size();
    }

    /** @return how many there were, 0 or 1 */
    int remove(byte[] hash) {
        return entityManager
                .createQuery("delete from Session s where s.hash = :hash")
                .setParameter("hash", hash)
                .executeUpdate();
    }

    /** @return how many there were, 0 or 1 */
    int remove(long id, long userId) {
        return entityManager
                .createQuery("delete from Session s where s.id = :id and s.user.id = :user")
                .setParameter("id", id)
                .setParameter("user", userId)
                .executeUpdate();
    }

    /** @return how many there were */
    int removeAllOf(long userId) {
        return entityManager
                .createQuery("delete from Session s where s.user.id = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    void removeOver(Instant createdUntil, Instant seenUntil) {
        entityManager
                .createQuery("delete from Session s where s.createdAt <= :createdUntil or s.lastSeenAt <= :seenUntil")
                .setParameter("createdUntil", createdUntil)
                .setParameter("seenUntil", seenUntil)
                .executeUpdate();
    }
}
