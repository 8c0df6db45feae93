package dev.latchkey.project;

import dev.latchkey.platform.persistence.Constraint;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/** Projects in the database. */
@Dependent
class ProjectRepository {

    private static final String FITS =
            " from Project p where lower(p.projectKey) like :text or lower(p.name) like :text";

    @PersistenceContext
    EntityManager entityManager;

    /** Until the transaction ends nobody else deletes the project. */
    Optional<Project> lock(String key) {
        return entityManager
                .createQuery("select p from Project p where p.projectKey = :key", Project.class)
                .setParameter("key", key)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** The same by id. */
    Optional<Project> lock(long id) {
        return Optional.ofNullable(entityManager.find(Project.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @throws InvalidException when the key is taken */
    void add(Project project) {
        try {
            entityManager.persist(project);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw Constraint.uniqueViolated(e)
                    ? new InvalidException("project", "project.key.taken", project.key())
                    : e;
        }
    }

    void remove(Project project) {
        entityManager.remove(project);
    }

    /** Projects whose key or name contains the text, in any case, by name and key. */
    Page<Project> search(String text, int offset, int limit) {
        var pattern = Like.containing(text);
        var projects = entityManager
                .createQuery("select p" + FITS + " order by p.name, p.projectKey", Project.class)
                .setParameter("text", pattern)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
        var total = entityManager
                .createQuery("select count(p)" + FITS, Long.class)
                .setParameter("text", pattern)
                .getSingleResult();
        return new Page<>(projects, total);
    }
}
