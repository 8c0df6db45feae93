package dev.latchkey.notification;

import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices in the database. */
@Dependent
class NoticeRepository {

    /** A notice that another server is just taking is left to it. */
    private static final String DUE = "select id from notice where state = 'PENDING' and next_attempt_at <= ?"
            + " order by next_attempt_at fetch first 1 row only for update skip locked";

    @PersistenceContext
    EntityManager entityManager;

    /** A reference, without asking the database. */
    User user(long id) {
        return entityManager.getReference(User.class, id);
    }

    @Nullable
    User userOrNobody(@Nullable Long id) {
        return id == null ? null : user(id);
    }

    /** Adds a notice unless its occasion has one. */
    void add(Notice notice) {
        var known = entityManager
                .createQuery("select count(n) from Notice n where n.occasion = :occasion", Long.class)
                .setParameter("occasion", notice.occasion())
                .getSingleResult();
        if (known == 0) {
            entityManager.persist(notice);
        }
    }

    /** The notice that has been due for longest, with its people; nobody else takes it until the transaction ends. */
    Optional<Notice> lockDue(Instant now) {
        List<?> ids = entityManager
                .createNativeQuery(DUE)
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .getResultList();
        return ids.stream().map(id -> withPeople(((Number) id).longValue())).findFirst();
    }

    private Notice withPeople(long id) {
        return entityManager
                .createQuery(
                        "select n from Notice n join fetch n.recipient left join fetch n.causedBy where n.id = :id",
                        Notice.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    Optional<Notice> lock(long id) {
        return Optional.ofNullable(entityManager.find(Notice.class, id, LockModeType.PESSIMISTIC_WRITE));
    }
}
