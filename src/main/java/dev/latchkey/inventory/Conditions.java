package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Like;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Text;
import dev.latchkey.token.Lineage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of an inventory query on {@code access_token t}. */
final class Conditions {

    static final Conditions NONE = new Conditions();

    private static final String EXPIRES_ON = InventoryOrder.EXPIRATION.key();

    /** So many users are looked up before their tokens: H2 would look up the user of each token instead. */
    private static final int FEW_USERS = 1000;

    private final List<Condition> conditions = new ArrayList<>();

    /** A condition, after whatever has to be looked up for it. */
    @FunctionalInterface
    private interface Condition {
        Sql on(Connection connection) throws SQLException;
    }

    private Conditions() {}

    /** @param latest the latest expiration of a token generated today under the policy; null for any */
    static Conditions of(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        return new Conditions().status(query.status(), now).narrow(query, now, latest);
    }

    /** The conditions of a query except its status. */
    static Conditions ofAnyStatus(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        return new Conditions().narrow(query, now, latest);
    }

    static Conditions active(Instant now) {
        return new Conditions().status(InventoryQuery.Status.LIVE, now);
    }

    private Conditions status(InventoryQuery.Status status, Instant now) {
        return switch (status) {
            case LIVE -> and("t.ends_at > ?", now);
            case EXPIRED -> and("t.ends_at <= ? and t.end_reason = 'EXPIRED'", now);
            case REVOKED -> and("t.ends_at <= ? and t.end_reason <> 'EXPIRED'", now);
            case ALL -> this;
        };
    }

    private Conditions narrow(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        if (!query.login().isEmpty()) {
            and("t.user_id = (select o.id from users o where o.folded_login = ?)", Text.fold(query.login()));
        }
        person("t.user_id", query.owner());
        person("t.created_by_id", query.creator());
        lineage(query.lineage());
        if (query.type() != null) {
            and("t.type = ?", query.type().name());
        }
        if (!query.projectKey().isEmpty()) {
            and("t.project_key = ?", query.projectKey());
        }
        scope(query.scope());
        range("t.created_at", InventoryOrder.CREATED, query.created());
        range("t.last_used_at", InventoryOrder.LAST_USE, query.lastUsed());
        range("t.expires_on", InventoryOrder.EXPIRATION, query.expires());
        if (query.neverExpires()) {
            and("t.expires_on is null");
        }
        if (query.breaksPolicy()) {
            breaksPolicy(latest);
        }
        if (query.everyScope()) {
            and("not t.scoped");
        }
        if (query.everyNetwork()) {
            and("t.networks is null");
        }
        if (query.unusedForDays() != null) {
            var since = now.minus(Duration.ofDays(query.unusedForDays()));
            and("t.created_at <= ? and " + InventoryOrder.LAST_USE.key() + " <= ?", since, since);
        }
        return this;
    }

    private void person(String column, String text) {
        if (!text.isEmpty()) {
            var pattern = Like.containing(text);
            conditions.add(connection -> {
                var few = Sql.of(
                                "select id from users where search_text like ? fetch first ? rows only",
                                pattern,
                                FEW_USERS)
                        .list(connection, row -> row.getLong("id"));
                return few.size() < FEW_USERS
                        ? Sql.in(column, few)
                        : Sql.of(
                                "exists (select 1 from users p where p.id = " + column + " and p.search_text like ?)",
                                pattern);
            });
        }
    }

    /** Looks the scope up before, so that PostgreSQL knows how rare it is. */
    private void scope(String name) {
        if (!name.isEmpty()) {
            conditions.add(connection -> Sql.of("select id from scope where name = ?", name)
                    .first(connection, row -> row.getLong("id"))
                    .map(id -> Sql.of(
                            "exists (select 1 from token_scope ts where ts.token_id = t.id and ts.scope_id = ?)", id))
                    .orElseGet(() -> Sql.of("1 = 0")));
        }
    }

    private void lineage(@Nullable Long id) {
        if (id != null) {
            conditions.add(connection -> Sql.in("t.id", Lineage.descendants(connection, List.of(id))));
        }
    }

    private void range(String column, InventoryOrder order, InventoryQuery.Range<?> range) {
        if (range.from() != null) {
            and(order.key() + " >= ?", range.from());
        }
        if (range.until() != null) {
            and(order.key() + " < ?", range.until());
        }
        if (range.from() != null || range.until() != null) {
            and(column + " is not null");
        }
    }

    private void breaksPolicy(@Nullable LocalDate latest) {
        if (latest == null) {
            and("1 = 0");
        } else {
            and(EXPIRES_ON + " > ?", latest);
        }
    }

    private Conditions and(String condition, Object... values) {
        var sql = Sql.of(condition, values);
        conditions.add(connection -> sql);
        return this;
    }

    /** These conditions and one more. */
    Conditions with(Sql condition) {
        var more = new Conditions();
        more.conditions.addAll(conditions);
        more.conditions.add(connection -> condition);
        return more;
    }

    /** These conditions, limited to these tokens. */
    Conditions among(Collection<Long> ids) {
        return with(Sql.in("t.id", ids));
    }

    /** These conditions, limited to tokens that are active or were rotated since the earlier moment. */
    Conditions activeAt(Instant moment) {
        return with(Sql.of("t.ends_at >= ?", moment));
    }

    List<Sql> on(Connection connection) throws SQLException {
        var all = new ArrayList<Sql>();
        for (var condition : conditions) {
            all.add(condition.on(connection));
        }
        return all;
    }
}
