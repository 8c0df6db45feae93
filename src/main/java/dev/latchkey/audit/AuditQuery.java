package dev.latchkey.audit;

import dev.latchkey.shared.Origin.Channel;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /**
     * The same for the log itself: users by id, because logins are personal data, and of what may be anything no more than
     * that it was typed. Blank for the whole log.
     */
    String inWords(Function<String, Optional<Long>> idOf) {
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("q", text.isEmpty() ? null : "…");
        words.put("actor", user(actor, idOf));
        words.put("user", user(user, idOf));
        words.put("action", action.isEmpty() || action.matches("[A-Z_]{1,60}") ? action : "…");
        words.put("refused", refused);
        words.put("channel", channel);
        words.put("from", from);
        words.put("until", until);
        return words.entrySet().stream()
                .filter(word -> word.getValue() != null && !word.getValue().equals(""))
                .map(word -> word.getKey() + "=" + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable Object user(String login, Function<String, Optional<Long>> idOf) {
        return login.isEmpty() ? null : idOf.apply(login).map(Object::toString).orElse("…");
    }
}
