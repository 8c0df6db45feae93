package dev.latchkey.scope;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Scopes in the database. */
@Dependent
class ScopeRepository {

    private static final String MATCHING = " from Scope s where s.name is not null and s.searchText like :text";

    @PersistenceContext
    EntityManager entityManager;

    List<Scope> find(Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("select s from Scope s where s.name in :names", Scope.class)
                        .setParameter("names", names)
                        .getResultList();
    }

    /** Locks the scope for a change. */
    Optional<Scope> lock(String name) {
        return entityManager
                .createQuery("select s from Scope s where s.name = :name", Scope.class)
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Locks the scope that a page shows for a change; empty if it was deleted. */
    Optional<Scope> lock(long id) {
        return Optional.ofNullable(entityManager.find(Scope.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(scope -> !scope.name().isEmpty());
    }

    long count() {
        return entityManager
                .createQuery("select count(s) from Scope s where s.name is not null", Long.class)
                .getSingleResult();
    }

    /** @throws InvalidException if the name is taken */
    void add(Scope scope) {
        // before the insert, whose failure is logged with its values
        if (!find(List.of(scope.name())).isEmpty()) {
            throw taken(scope);
        }
        try {
            entityManager.persist(scope);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? taken(scope) : e;
        }
    }

    private static InvalidException taken(Scope scope) {
        return new InvalidException("name", "scope.name.taken", scope.name());
    }

    /** Scopes whose name or description contains the text, in any case, by name. */
    Page<Scope> search(String text, int offset, int limit) {
        var scopes = entityManager
                .createQuery("select s" + MATCHING + " order by s.name", Scope.class)
                .setParameter("text", Like.containing(text))
                .setFirstResult(offset)
                .setMaxResults(limit);
        var total = entityManager
                .createQuery("select count(s)" + MATCHING, Long.class)
                .setParameter("text", Like.containing(text));
        return new Page<>(scopes.getResultList(), total.getSingleResult());
    }
}
