package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import java.util.TreeMap;

/** The events about a group. */
public sealed interface GroupEvent extends DomainEvent {

    long groupId();

    String name();

    @Override
    default Subject subject() {
        return Subject.thing("group", groupId(), name());
    }

    record GroupCreated(long groupId, String name) implements GroupEvent {}

    /**
     * The name or the description has changed.
     *
     * @param previousName equal to the name if only the description changed
     * @param described whether the description changed
     */
    record GroupUpdated(long groupId, String previousName, String name, boolean described) implements GroupEvent {

        @Override
        public Map<String, String> details() {
            var details = new TreeMap<String, String>();
            if (!previousName.equals(name)) {
                details.put("previousName", previousName);
            }
            if (described) {
                details.put("fields", "description");
            }
            return details;
        }
    }

    record GroupDeleted(long groupId, String name) implements GroupEvent {}

    record GroupMemberAdded(long groupId, String name, long userId) implements GroupEvent {

        @Override
        public Subject subject() {
            return GroupEvent.super.subject().of(userId);
        }
    }

    record GroupMemberRemoved(long groupId, String name, long userId) implements GroupEvent {

        @Override
        public Subject subject() {
            return GroupEvent.super.subject().of(userId);
        }
    }
}
