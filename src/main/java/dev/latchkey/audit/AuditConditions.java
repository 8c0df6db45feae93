package dev.latchkey.audit;

import dev.latchkey.platform.persistence.Like;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The WHERE clause of an audit query on entry {@code e}, with its parameters. */
final class AuditConditions {

    private final List<Sql> conditions = new ArrayList<>();
    private final String from;

    AuditConditions(AuditQuery query) {
        from = query.tokens() == null ? "audit_entry e" : of(query.tokens().ids());
        if (!query.actor().isEmpty()) {
            and("e.actor_id = (select id from users where folded_login = ?)", Text.fold(query.actor()));
        }
        if (!query.user().isEmpty()) {
            and("e.user_id = (select id from users where folded_login = ?)", Text.fold(query.user()));
        }
        if (!query.action().isEmpty()) {
            and("e.action = ?", query.action());
        }
        if (query.refused() != null) {
            and("e.refused = ?", query.refused());
        }
        if (query.channel() != null) {
            and("e.channel = ?", query.channel().name());
        }
        if (query.from() != null) {
            and("e.occurred_at >= ?", query.from());
        }
        if (query.until() != null) {
            and("e.occurred_at < ?", query.until());
        }
        if (!query.text().isEmpty()) {
            and("e.search_text like ?", Like.containing(query.text()));
        }
    }

    /** Entries of these tokens without duplicates: H2 uses no index for an OR of two columns. */
    private static String of(Set<Long> tokens) {
        var ids = tokens.stream().map(id -> id.toString()).collect(Collectors.joining(", ", "(", ")"));
        return "(select * from audit_entry where actor_token_id in " + ids
                + " union all select * from audit_entry where thing_id in " + ids + " and thing = 'token'"
                + " and (actor_token_id is null or actor_token_id not in " + ids + ")) e";
    }

    /** A statement on these entries. */
    Sql select(String what) {
        return Sql.of("select " + what + " from " + from).where(conditions);
    }

    AuditConditions and(String condition, Object... values) {
        conditions.add(Sql.of(condition, values));
        return this;
    }
}
