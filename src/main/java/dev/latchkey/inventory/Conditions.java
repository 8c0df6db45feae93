package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Like;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a token {@code t} is asked of the database, and the values of the questions.
 *
 * <p>A list is read along the index of its order until it is full; that is quick when many tokens are wanted, and reads a
 * million when few are. Few are found by an index of the condition, and then sorted; that reads a million when it is true
 * of most. PostgreSQL guesses which is better, H2 always does the second: so it is asked first, up to a bounded number, of
 * how many a condition is true ({@link #along}).
 */
final class Conditions {

    private static final String GOOD = "t.revoked_at is null and (t.expires_on is null or t.expires_on > ?)"
            + " and (t.ends_at is null or t.ends_at > ?)";

    /** As {@link dev.latchkey.token.Ending#first} has it: what expired before it was revoked has expired. */
    private static final String REVOKED =
            "(t.revoked_at is not null or t.ends_at is not null and t.ends_at <= ?) and (t.expires_on is null"
                    + " or extract(epoch from coalesce(t.revoked_at, t.ends_at)) < extract(epoch from t.expires_on))";

    static final Conditions NONE = new Conditions();

    /** To sort so many tokens takes some 50 ms. */
    private static final int FEW_TOKENS = 5_000;

    /** Who together have about as many tokens. */
    private static final int FEW_USERS = 500;

    /** Whose tokens are counted one user after the other, not one token after the other. */
    private static final int MANY_USERS = 10_000;

    /** One question. */
    private interface Condition {

        String sql();

        List<Object> values();

        /** The same, to read tokens along the index of a column. */
        default Condition along(String order, Connection connection) throws SQLException {
            return this;
        }

        /** The same, to count. */
        default Condition counted(Connection connection) throws SQLException {
            return this;
        }

        /** @return the number of the parameter behind those of this question */
        default int set(PreparedStatement statement, int first) throws SQLException {
            var number = first;
            for (var value : values()) {
                statement.setObject(number++, value);
            }
            return number;
        }
    }

    private record Plain(String sql, List<Object> values) implements Condition {}

    /** What the index of a column could answer. */
    private record Indexed(String column, String sql, List<Object> values) implements Condition {

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return column.equals(order) || isTrueOfFew(connection)
                    ? this
                    // the same question, for which no index is taken
                    : new Plain("case when " + sql + " then 1 else 0 end = 1", values);
        }

        private boolean isTrueOfFew(Connection connection) throws SQLException {
            try (var select = connection.prepareStatement("select count(*) from (select 1 from access_token t where "
                    + sql + " fetch first " + FEW_TOKENS + " rows only) found")) {
                set(select, 1);
                try (var found = select.executeQuery()) {
                    found.next();
                    return found.getInt(1) < FEW_TOKENS;
                }
            }
        }
    }

    /** That the user of a column has this text in login, name or email. */
    private record Person(String column, String pattern) implements Condition {

        @Override
        public String sql() {
            return "exists (select 1 from users p where p.id = " + column + " and p.search_text like ?)";
        }

        @Override
        public List<Object> values() {
            return List.of(pattern);
        }

        @Override
        public Condition along(String order, Connection connection) throws SQLException {
            return ofAtMost(FEW_USERS, connection);
        }

        @Override
        public Condition counted(Connection connection) throws SQLException {
            return ofAtMost(MANY_USERS, connection);
        }

        private Condition ofAtMost(int most, Connection connection) throws SQLException {
            var ids = new StringJoiner(", ", column + " in (", ")");
            // A list of the database's is never empty; nobody has this id.
            ids.add("-1");
            try (var select = connection.prepareStatement(
                    "select id from users where search_text like ? fetch first " + (most + 1) + " rows only")) {
                set(select, 1);
                try (var found = select.executeQuery()) {
                    for (int i = 0; i < most; i++) {
                        if (!found.next()) {
                            return new Plain(ids.toString(), List.of());
                        }
                        ids.add(Long.toString(found.getLong(1)));
                    }
                    return found.next() ? this : new Plain(ids.toString(), List.of());
                }
            }
        }
    }

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
        wanted.person("t.user_id", query.owner());
        wanted.person("t.created_by_id", query.creator());
        if (query.type() != null) {
            wanted.and("t.type = ?", query.type().name());
        }
        if (!query.projectKey().isEmpty()) {
            wanted.and("t.project_key = ?", query.projectKey());
        }
        wanted.range("t.created_at", query.created(), Instant.EPOCH);
        wanted.range("t.last_used_at", query.lastUsed(), Instant.EPOCH);
        wanted.range("t.expires_on", query.expires(), LocalDate.EPOCH);
        if (query.neverExpires()) {
            wanted.indexed("t.expires_on", "t.expires_on is null");
        }
        if (query.breaksPolicy()) {
            wanted.breaksPolicy(latest);
        }
        if (query.unusedForDays() != null) {
            var since = now.minus(Duration.ofDays(query.unusedForDays()));
            wanted.indexed(
                    "t.created_at",
                    "t.created_at <= ? and (t.last_used_at is null or t.last_used_at <= ?)",
                    since,
                    since);
        }
        return wanted;
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
            case REVOKED -> and(REVOKED, now);
            case ALL -> {}
        }
    }

    /** The same of what is good at this moment. */
    Conditions live(Instant now) {
        return with(GOOD, LocalDate.ofInstant(now, ZoneOffset.UTC), now);
    }

    private void person(String column, String text) {
        if (!text.isEmpty()) {
            conditions.add(new Person(column, Like.containing(text)));
        }
    }

    /** Never without a first one: H2 would read all tokens that have no value before those that do. */
    private <T extends Serializable> void range(String column, Range<T> range, T first) {
        if (range.until() != null) {
            indexed(
                    column,
                    column + " >= ? and " + column + " < ?",
                    range.from() == null ? first : range.from(),
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

    private Conditions and(String condition, Object... given) {
        conditions.add(new Plain(condition, values(given)));
        return this;
    }

    /** @param column what an index could answer it by */
    private void indexed(String column, String condition, Object... given) {
        conditions.add(new Indexed(column, condition, values(given)));
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
