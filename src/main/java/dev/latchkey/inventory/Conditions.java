package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Like;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a token {@code t} is asked of the database, and the values of the questions. */
final class Conditions {

    private static final String GOOD = "t.revoked_at is null and (t.expires_on is null or t.expires_on > ?)"
            + " and (t.ends_at is null or t.ends_at > ?)";

    /** As {@link dev.latchkey.token.Ending#first} has it: what expired before it was revoked has expired. */
    private static final String REVOKED =
            "(t.revoked_at is not null or t.ends_at is not null and t.ends_at <= ?) and (t.expires_on is null"
                    + " or extract(epoch from coalesce(t.revoked_at, t.ends_at)) < extract(epoch from t.expires_on))";

    static final Conditions NONE = new Conditions();

    private final List<Condition> conditions = new ArrayList<>();

    private Conditions() {}

    /**
     * Those of a query.
     *
     * @param latest the last day at which the policy lets a token of today end; null for any
     */
    static Conditions of(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        var wanted = new Conditions();
        wanted.status(query.status(), now);
        return wanted.narrow(query, now, latest);
    }

    /** The same of tokens in any state. */
    static Conditions goodOrEnded(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        return new Conditions().narrow(query, now, latest);
    }

    /** Of what is good at this moment. */
    static Conditions good(Instant now) {
        var good = new Conditions();
        good.status(InventoryQuery.Status.LIVE, now);
        return good;
    }

    /** The same of these tokens alone, at least one. */
    Conditions among(Collection<Long> ids) {
        return with("t.id in (" + ids.stream().map(id -> id.toString()).collect(Collectors.joining(", ")) + ")");
    }

    private Conditions narrow(InventoryQuery query, Instant now, @Nullable LocalDate latest) {
        if (!query.login().isEmpty()) {
            conditions.add(new Condition.Owner(query.login()));
        }
        person("t.user_id", query.owner());
        person("t.created_by_id", query.creator());
        if (query.lineage() != null) {
            conditions.add(new Condition.Lineal(query.lineage()));
        }
        if (query.type() != null) {
            and("t.type = ?", query.type().name());
        }
        if (!query.projectKey().isEmpty()) {
            and("t.project_key = ?", query.projectKey());
        }
        range(InventoryOrder.CREATED, query.created());
        range(InventoryOrder.LAST_USE, query.lastUsed());
        range(InventoryOrder.EXPIRATION, query.expires());
        if (query.neverExpires()) {
            indexed("t.expires_on", "t.expires_on is null");
        }
        if (query.breaksPolicy()) {
            breaksPolicy(latest);
        }
        if (query.unusedForDays() != null) {
            var since = now.minus(Duration.ofDays(query.unusedForDays()));
            indexed(
                    "t.created_at",
                    "t.created_at <= ? and (t.last_used_at is null or t.last_used_at <= ?)",
                    since,
                    since);
        }
        return this;
    }

    private void status(InventoryQuery.Status status, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        switch (status) {
            case LIVE -> and(GOOD, today, now);
            case EXPIRED ->
                indexed(
                        "t.expires_on",
                        "t.expires_on between ? and ? and not (" + REVOKED + ")",
                        LocalDate.EPOCH,
                        today,
                        now);
            case REVOKED -> indexed("t.ended_id", "t.ended_id > 0 and " + REVOKED, now);
            case ALL -> {}
        }
    }

    /** The same of what is good at this moment, or since the earlier one another value has taken its place. */
    Conditions liveOrRotated(Instant since, Instant now) {
        return with(
                "(" + GOOD + " or t.replaced_at >= ? or t.revocation_reason = 'ROTATED' and t.revoked_at >= ?)",
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                now,
                since,
                since);
    }

    private void person(String column, String text) {
        if (!text.isEmpty()) {
            conditions.add(new Condition.Person(column, Like.containing(text)));
        }
    }

    /** Never without an earliest value: H2 would read all tokens that have none before those that do. */
    private void range(InventoryOrder order, Range<?> range) {
        var column = order.column();
        if (range.until() != null) {
            indexed(
                    column,
                    column + " >= ? and " + column + " < ?",
                    range.from() == null ? order.earliest() : range.from(),
                    range.until());
        } else if (range.from() != null) {
            indexed(column, column + " >= ?", range.from());
        }
    }

    private void breaksPolicy(@Nullable LocalDate latest) {
        if (latest == null) {
            and("1 = 0");
        } else {
            and("(t.expires_on is null or t.expires_on > ?)", latest);
        }
    }

    /** The same and one more. */
    Conditions with(String condition, Object... given) {
        var more = new Conditions();
        more.conditions.addAll(conditions);
        return more.and(condition, given);
    }

    /** The same, asked so that it is quick to read the tokens along the index of this column. */
    Conditions along(String order, Connection connection) throws SQLException {
        var same = new Conditions();
        for (var condition : conditions) {
            same.conditions.add(condition.along(order, connection));
        }
        return same;
    }

    /** The same, asked so that it is quick to count the tokens. */
    Conditions counted(Connection connection) throws SQLException {
        var same = new Conditions();
        for (var condition : conditions) {
            same.conditions.add(condition.counted(connection));
        }
        return same;
    }

    /** As {@link InventoryRepository#users} has it. */
    String users(Connection connection) throws SQLException {
        var users = new StringJoiner(",");
        for (var condition : conditions) {
            var asked = condition.users();
            if (asked != null) {
                try (var select = connection.prepareStatement(
                        "select count(*) || '/' || coalesce(sum(id), 0) from users where " + asked)) {
                    condition.set(select, 1);
                    try (var found = select.executeQuery()) {
                        found.next();
                        users.add(found.getString(1));
                    }
                }
            }
        }
        return users.toString();
    }

    private Conditions and(String condition, Object... given) {
        conditions.add(new Condition.Plain(condition, values(given)));
        return this;
    }

    /** @param column what an index could answer it by */
    private void indexed(String column, String condition, Object... given) {
        conditions.add(new Condition.Indexed(column, condition, values(given)));
    }

    private static List<Object> values(Object... given) {
        return Arrays.stream(given)
                .map(value -> value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value)
                .toList();
    }

    String where() {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Condition::sql).collect(Collectors.joining(" and ", " where ", ""));
    }

    void set(PreparedStatement statement) throws SQLException {
        var number = 1;
        for (var condition : conditions) {
            number = condition.set(statement, number);
        }
    }
}
