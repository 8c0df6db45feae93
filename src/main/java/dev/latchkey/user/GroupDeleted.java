package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A group is gone, and with it what it gave its members. */
public record GroupDeleted(long groupId, String name, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("group", groupId, name);
    }
}
