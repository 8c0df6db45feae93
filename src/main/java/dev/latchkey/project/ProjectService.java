package dev.latchkey.project;

import dev.latchkey.project.ProjectEvent.ProjectCreated;
import dev.latchkey.project.ProjectEvent.ProjectDeleted;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What may be done with projects, by administrators. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class ProjectService {

    @Inject
    ProjectRepository projects;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws InvalidException when the key is taken */
    public Project create(@Valid NewProject details) {
        var project = new Project(details, clock.instant());
        projects.add(project);
        events.fire(new ProjectCreated(project.id(), project.key()));
        return project;
    }

    /**
     * Deletes a project; its tokens are revoked in the same transaction.
     *
     * @throws NotFoundException when there is no project of that key
     */
    public void delete(String key) {
        delete(projects.lock(key).orElseThrow(() -> new NotFoundException("project", "project.unknown", key)));
    }

    /**
     * The same for the project that a page shows. Its id says all: neither key nor name of a project ever changes.
     *
     * @throws ConflictException when it is deleted already, whatever project has its key now
     */
    public void delete(long id) {
        delete(projects.lock(id).orElseThrow(() -> new ConflictException(null, "project.gone")));
    }

    private void delete(Project project) {
        projects.remove(project);
        events.fire(new ProjectDeleted(project.id(), project.key()));
    }

    /**
     * Projects by name, then key.
     *
     * @param text what key or name contains, in any case; blank for all
     * @param keys those of certain projects, at most 1,000; null for any
     * @param offset how many to leave out, from 0
     * @param limit how many at the most, 1–500
     */
    public Page<Project> search(String text, @Nullable Collection<String> keys, int offset, int limit) {
        return projects.search(text, keys, offset, limit);
    }
}
