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
        var record = listed.entry().record();
        return new AuditRow(
                listed.entry().number(),
                LocalDateTime.ofInstant(record.at(), ZoneOffset.UTC),
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
                        .map(detail -> new Detail(detail.getKey(), detail.getValue()))
                        .toList());
    }

    private static @Nullable String token(ListedEntry listed) {
        var id = listed.entry().record().origin().tokenId();
        return id == null || listed.token() != null ? listed.token() : "#" + id;
    }
}
