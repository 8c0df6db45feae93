package dev.latchkey.project.web;

import dev.latchkey.project.Project;
import java.io.Serializable;
import java.time.Instant;

/** A project in the table. */
public record ProjectRow(long id, String key, String name, Instant createdAt) implements Serializable {

    static ProjectRow of(Project project) {
        return new ProjectRow(project.id(), project.key(), project.name(), project.createdAt());
    }
}
