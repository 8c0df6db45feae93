package dev.latchkey.project;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A project is no more, and nothing of it may be analysed. */
public record ProjectDeleted(long projectId, String key, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("project", projectId, key);
    }
}
