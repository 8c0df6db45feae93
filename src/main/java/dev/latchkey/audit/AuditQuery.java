package dev.latchkey.audit;

import dev.latchkey.shared.Origin.Channel;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries.
 *
 * @param text what the name of the thing contains, in any case, at most 255 characters as each of the next; blank for all
 * @param actor the login of who did it; blank for anybody
 * @param user the login of whom it happened to; blank for anybody
 * @param action as {@link dev.latchkey.shared.DomainEvent#action()} names it; blank for any
 * @param refused null for either
 * @param channel null for any
 * @param from this moment or later; null for any
 * @param until before this moment; null for any
 */
public record AuditQuery(
        @Size(max = 255, message = "{audit.query.invalid}") String text,
        @Size(max = 255, message = "{audit.query.invalid}") String actor,
        @Size(max = 255, message = "{audit.query.invalid}") String user,
        @Size(max = 255, message = "{audit.query.invalid}") String action,
        @Nullable Boolean refused,
        @Nullable Channel channel,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** The whole log. */
    static final AuditQuery ALL = new AuditQuery("", "", "", "", null, null, null, null);

    public AuditQuery {
        text = text.strip();
        actor = actor.strip();
        user = user.strip();
        action = action.strip();
    }
}
