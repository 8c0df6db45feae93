package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/** A user no longer belongs to a group. */
public record GroupMemberRemoved(long groupId, String name, long userId, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("group", groupId, name).of(userId);
    }
}
