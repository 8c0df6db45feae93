package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.List;
import java.util.Map;

/**
 * The name or the email of a user is another one now.
 *
 * @param fields which of the two: what they were and are is personal data
 */
public record UserUpdated(long userId, String login, List<String> fields, String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.user(userId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("fields", String.join(",", fields));
    }
}
