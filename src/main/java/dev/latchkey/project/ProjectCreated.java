package dev.latchkey.project;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A project exists that did not before. */
public record ProjectCreated(long projectId, String key) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("project", projectId, key);
    }
}
