package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.LocalDate;
import java.util.Map;

/**
 * A live token expires on this day, earlier than it would have: an administrator made the policy stricter.
 *
 * @param by the login of that administrator
 */
public record TokenShortened(long tokenId, long userId, String login, String name, LocalDate expiresOn, String by)
        implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("token", tokenId, name).of(userId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("expiration", expiresOn.toString());
    }
}
