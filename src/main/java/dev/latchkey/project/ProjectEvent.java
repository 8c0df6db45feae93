package dev.latchkey.project;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** The events about a project. */
public sealed interface ProjectEvent extends DomainEvent {

    long projectId();

    String key();

    @Override
    default Subject subject() {
        return Subject.thing("project", projectId(), key());
    }

    record ProjectCreated(long projectId, String key) implements ProjectEvent {}

    record ProjectDeleted(long projectId, String key) implements ProjectEvent {}
}
