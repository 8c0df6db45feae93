package dev.latchkey.project;

import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Finds projects for other features' services, inside of their transaction and after their own check of who may. Pages
 * and API go through {@link ProjectService}.
 */
@Dependent
public class ProjectDirectory {

    @Inject
    ProjectRepository projects;

    /**
     * The project of this key, which nobody deletes until the transaction ends.
     *
     * @throws NotFoundException when there is none
     */
    public Project lock(String key) {
        return projects.lock(key).orElseThrow(() -> new NotFoundException("projectKey", "project.unknown", key));
    }
}
