package dev.latchkey.audit.web;

import dev.latchkey.audit.ListedEntry;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the table.
 *
 * @param at in UTC
 * @param token the name of the actor's token, or its id if deleted; null for none
 * @param kind of the object, such as token or task
 */
public record AuditRow(
        String number,
        LocalDateTime at,
        @Nullable String actor,
        @Nullable String token,
        String channel,
        @Nullable String address,
        String action,
        boolean refused,
        @Nullable String user,
        @Nullable String kind,
        @Nullable String thing,
        List<Detail> details)
        implements Serializable {

    /** Details with a moment; {@code formerEnds} is one unless the value ends with the first use of the new one. */
    private static final Set<String> MOMENTS = Set.of("formerEnds", "notKeptUntil");

    /**
     * @param name the suffix of a key audit.detail
     * @param at the value in UTC if it is a moment, null otherwise
     */
    public record Detail(
            String name, String value, @Nullable LocalDateTime at) implements Serializable {

        static Detail of(String name, String value) {
            var isMoment = MOMENTS.contains(name) && value.endsWith("Z");
            return new Detail(name, value, isMoment ? utc(Instant.parse(value)) : null);
        }
    }

    static AuditRow of(ListedEntry listed) {
        var record = listed.entry().record();
        return new AuditRow(
                listed.entry().number(),
                utc(record.at()),
                listed.actor(),
                token(listed),
                record.origin().channel().name(),
                record.origin().address(),
                record.action(),
                record.refused(),
                listed.user(),
                record.subject().kind(),
                record.subject().name(),
                record.details().entrySet().stream()
                        .map(detail -> Detail.of(detail.getKey(), detail.getValue()))
                        .toList());
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static @Nullable String token(ListedEntry listed) {
        var id = listed.entry().record().origin().tokenId();
        return id == null || listed.token() != null ? listed.token() : "#" + id;
    }
}
