package dev.latchkey.audit.web;

import dev.latchkey.audit.ListedEntry;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
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

    /** @param name the suffix of a key audit.detail */
    public record Detail(String name, String value) implements Serializable {}

    static AuditRow of(ListedEntry listed) {
        var occurrence = listed.entry().occurrence();
        return new AuditRow(
                listed.entry().number(),
                LocalDateTime.ofInstant(occurrence.at(), ZoneOffset.UTC),
                listed.actor(),
                token(listed),
                occurrence.origin().channel().name(),
                occurrence.origin().address(),
                occurrence.action(),
                occurrence.refused(),
                listed.user(),
                occurrence.subject().kind(),
                occurrence.subject().name(),
                occurrence.details().entrySet().stream()
                        .map(detail -> new Detail(detail.getKey(), detail.getValue()))
                        .toList());
    }

    private static @Nullable String token(ListedEntry listed) {
        var id = listed.entry().occurrence().origin().tokenId();
        return id == null || listed.token() != null ? listed.token() : "#" + id;
    }
}
