package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token exists that did not before. */
public record TokenGenerated(
        long tokenId,
        long userId,
        String login,
        String name,
        TokenType type,
        @Nullable LocalDate expiresOn,
        String by) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("token", tokenId, name).of(userId);
    }

    @Override
    public Map<String, String> details() {
        return expiresOn == null
                ? Map.of("type", type.name())
                : Map.of("type", type.name(), "expiration", expiresOn.toString());
    }
}
