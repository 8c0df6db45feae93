package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token has ended before its time.
 *
 * @param by the login of who ended it; null when the system did by itself
 */
public record TokenRevoked(
        long tokenId,
        long userId,
        String login,
        String name,
        @Nullable String by,
        RevocationReason reason) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("token", tokenId, name).of(userId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("reason", reason.name());
    }
}
