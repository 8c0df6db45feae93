package dev.latchkey.project;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Projects in the database. */
@Dependent
class ProjectRepository {

    private static final String MATCHING = " from Project p where p.searchText like :text";

    @PersistenceContext
    EntityManager entityManager;

    /** Locks the project against deletion until the transaction ends. */
    Optional<Project> lock(String key) {
        return entityManager
                .createQuery("select p from Project p where p.projectKey = :key", Project.class)
                .setParameter("key", Text.clean(key))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Locks the project by id. */
    Optional<Project> lock(long id) {
        return Optional.ofNullable(entityManager.find(Project.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @throws InvalidException if the key is taken */
    void add(Project project) {
        // before the insert, whose failure is logged with its values
        if (isTaken(project.key())) {
            throw taken(project);
        }
        try {
            entityManager.persist(project);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? taken(project) : e;
        }
    }

    private boolean isTaken(String key) {
        return entityManager
                        .createQuery("select count(p) from Project p where p.projectKey = :key", Long.class)
                        .setParameter("key", key)
                        .getSingleResult()
                > 0;
    }

    private static InvalidException taken(Project project) {
        return new InvalidException("project", "project.key.taken", project.key());
    }

    void remove(Project project) {
        entityManager.remove(project);
    }

    /**
     * Projects whose key or name contains the text, in any case, by name and key; limited to these keys unless null.
     */
    Page<Project> search(String text, @Nullable Collection<String> keys, int offset, int limit) {
        var matching = MATCHING + (keys == null ? "" : " and p.projectKey in :keys");
        var projects = entityManager
                .createQuery("select p" + matching + " order by p.name, p.projectKey", Project.class)
                .setParameter("text", Like.containing(text))
                .setFirstResult(offset)
                .setMaxResults(limit);
        var total = entityManager
                .createQuery("select count(p)" + matching, Long.class)
                .setParameter("text", Like.containing(text));
        if (keys != null) {
            projects.setParameter("keys", keys);
            total.setParameter("keys", keys);
        }
        return new Page<>(projects.getResultList(), total.getSingleResult());
    }
}
