package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** There is a new group. */
public record GroupCreated(long groupId, String name, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("group", groupId, name);
    }
}
