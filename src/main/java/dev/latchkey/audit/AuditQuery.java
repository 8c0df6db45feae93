package dev.latchkey.audit;

import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.TokenForm;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query for audit entries.
 *
 * @param text part of the name of the object, in any case, at most 400 characters; blank for all
 * @param actor the login of the actor, at most 255 characters; blank for any
 * @param user the login of the affected user, at most 255 characters; blank for any
 * @param action as in {@link dev.latchkey.shared.DomainEvent#action()}, at most 255 characters; blank for any
 * @param refused null for either
 * @param channel null for any
 * @param from this moment or later; null for any
 * @param until before this moment; null for any
 * @param tokens used by the actor or affected; null for any
 */
public record AuditQuery(
        @Size(max = 400, message = "{api.audit.query}") String text,
        @Size(max = 255, message = "{api.audit.query}") String actor,
        @Size(max = 255, message = "{api.audit.query}") String user,
        @Size(max = 255, message = "{api.audit.query}") String action,
        @Nullable Boolean refused,
        @Nullable Channel channel,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Tokens tokens) {

    /** The whole log. */
    static final AuditQuery ALL = new AuditQuery("", "", "", "", null, null, null, null);

    /**
     * A set of tokens.
     *
     * @param name of the parameter, {@code token} or {@code lineage}
     * @param id of the token given
     * @param ids at least one
     */
    public record Tokens(String name, long id, Set<Long> ids) {}

    /** For any tokens. */
    public AuditQuery(
            String text,
            String actor,
            String user,
            String action,
            @Nullable Boolean refused,
            @Nullable Channel channel,
            @Nullable Instant from,
            @Nullable Instant until) {
        this(text, actor, user, action, refused, channel, from, until, null);
    }

    public AuditQuery {
        text = TokenForm.absentFrom("q", text);
        actor = TokenForm.absentFrom("actor", actor);
        user = TokenForm.absentFrom("user", user);
        action = TokenForm.absentFrom("action", action);
    }

    /**
     * A description for the audit log: users by id, because logins are personal data, and free text only as present or
     * not. Blank for the whole log.
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
        if (tokens != null) {
            words.put(tokens.name(), tokens.id());
        }
        return words.entrySet().stream()
                .filter(word -> word.getValue() != null && !word.getValue().equals(""))
                .map(word -> word.getKey() + "=" + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable Object user(String login, Function<String, Optional<Long>> idOf) {
        return login.isEmpty() ? null : idOf.apply(login).map(Object::toString).orElse("…");
    }
}
