package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** A group has another name or description; the two names are the same when only the latter changed. */
public record GroupUpdated(long groupId, String previousName, String name, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("group", groupId, name);
    }

    @Override
    public Map<String, String> details() {
        return previousName.equals(name) ? Map.of() : Map.of("previousName", previousName);
    }
}
