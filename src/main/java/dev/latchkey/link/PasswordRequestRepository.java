package dev.latchkey.link;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Requests of people who forgot their passwords, in the database. */
@Dependent
class PasswordRequestRepository {

    /** Skips the one that another server answers. */
    private static final String FIRST = "select id, typed, address, requested_at from password_request"
            + " order by id fetch first 1 row only for update skip locked";

    @PersistenceContext
    EntityManager entityManager;

    long count() {
        return entityManager
                .createQuery("select count(r) from PasswordRequest r", Long.class)
                .getSingleResult();
    }

    void add(PasswordRequest request) {
        entityManager.persist(request);
    }

    /** Removes and returns the oldest request that nobody else answers. */
    Optional<PasswordRequest> takeFirst() {
        var first = entityManager
                .createNativeQuery(FIRST, PasswordRequest.class)
                .getResultStream()
                .map(PasswordRequest.class::cast)
                .findFirst();
        first.ifPresent(entityManager::remove);
        return first;
    }
}
