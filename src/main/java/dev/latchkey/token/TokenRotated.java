package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A token has a new value under its name.
 *
 * @param tokenId of the new value
 * @param formerEndsAt until then the former value is good; null for until the new one is used first
 */
public record TokenRotated(
        long tokenId,
        long userId,
        String login,
        String name,
        @Nullable LocalDate expiresOn,
        @Nullable Instant formerEndsAt,
        String by)
        implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("token", tokenId, name).of(userId);
    }

    @Override
    public Map<String, String> details() {
        var details = new TreeMap<String, String>();
        if (expiresOn != null) {
            details.put("expiration", expiresOn.toString());
        }
        details.put("formerEnds", formerEndsAt == null ? "first use" : formerEndsAt.toString());
        return details;
    }
}
