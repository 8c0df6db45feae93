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

/** Manages projects. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class ProjectService {

    private static final int LONGEST_TEXT = 400;

    @Inject
    ProjectRepository projects;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws InvalidException if the key is taken */
    public Project create(@Valid NewProject details) {
        var project = new Project(details, clock.instant());
        projects.add(project);
        events.fire(new ProjectCreated(project.id(), project.key()));
        return project;
    }

    /**
     * Deletes a project and revokes its tokens in the same transaction.
     *
     * @throws NotFoundException if the project does not exist
     */
    public void delete(String key) {
        delete(projects.lock(key).orElseThrow(() -> new NotFoundException("project", "project.unknown", key)));
    }

    /**
     * Deletes the project that a page shows. The id suffices: key and name of a project never change.
     *
     * @throws ConflictException if it was deleted, even if another project has its key
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
     * @param text part of key or name, in any case; blank for all; at most 400 characters
     * @param keys of the projects to include, at most 1,000; null for all
     * @param offset the number of projects to skip, from 0
     * @param limit the maximum number of projects, 1–500
     */
    public Page<Project> search(String text, @Nullable Collection<String> keys, int offset, int limit) {
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidException("q", "api.project.query", LONGEST_TEXT);
        }
        return projects.search(text, keys, offset, limit);
    }
}
