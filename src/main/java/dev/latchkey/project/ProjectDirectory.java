package dev.latchkey.project;

import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Finds projects for services of other features, within their transactions and after their own authorization. Pages and
 * API use {@link ProjectService}.
 */
@Dependent
public class ProjectDirectory {

    @Inject
    ProjectRepository projects;

    /**
     * Locks the project against deletion until the transaction ends.
     *
     * @throws NotFoundException if it does not exist
     */
    public Project lock(String key) {
        return projects.lock(key).orElseThrow(() -> new NotFoundException("projectKey", "project.unknown", key));
    }
}
