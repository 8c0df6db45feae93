package dev.latchkey.token;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pending revocations and their tokens in the database. */
@Dependent
class PendingRevocationRepository {

    @PersistenceContext
    EntityManager entityManager;

    void add(PendingRevocation pending) {
        entityManager.persist(pending);
    }

    void remove(PendingRevocation pending) {
        entityManager.remove(pending);
    }

    /** Locks the oldest one that is not locked, until the transaction ends. */
    Optional<PendingRevocation> lockFirst() {
        List<?> first = entityManager
                .createNativeQuery("select id from pending_revocation order by id fetch first 1 row only"
                        + " for update skip locked")
                .getResultList();
        return first.stream()
                .findFirst()
                .map(id -> entityManager.find(PendingRevocation.class, ((Number) id).longValue()));
    }

    boolean existsOfUser(long userId) {
        return exists("userId", userId);
    }

    boolean existsOfProject(String key) {
        return exists("projectKey", key);
    }

    private boolean exists(String field, Object value) {
        return !entityManager
                .createQuery("select p.id from PendingRevocation p where p." + field + " = :value", Long.class)
                .setParameter("value", value)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** A batch of tokens that can be revoked: active, or expired and holding their names. */
    List<AccessToken> some(PendingRevocation pending, Instant now, int most) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t join fetch t.owner where (t.holdsName = true or t.endsAt > :now) and "
                                + (pending.userId() == null ? "t.projectKey" : "t.owner.id") + " = :whose",
                        AccessToken.class)
                .setParameter("whose", pending.userId() == null ? pending.projectKey() : pending.userId())
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList();
    }
}
