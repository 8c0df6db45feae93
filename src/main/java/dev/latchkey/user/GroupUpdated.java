package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import java.util.TreeMap;

/**
 * A group has another name or description.
 *
 * @param previousName the same as the name when only the description changed
 * @param described whether the description is another one
 */
public record GroupUpdated(long groupId, String previousName, String name, boolean described, String by)
        implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("group", groupId, name);
    }

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
