package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Like;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a token {@code t} is asked of the database, and the values of the questions. */
final class Conditions {

    // By the reason and not by revoked_at: that has an index, along which H2 would read every live token.
    private static final String GOOD = "t.revocation_reason is null and (t.expires_on is null or t.expires_on > ?)"
            + " and (t.ends_at is null or t.ends_at > ?)";

    /** As {@link dev.latchkey.token.Ending#first} has it: what expired before it was revoked has expired. */
    private static final String REVOKED =
            "(t.revocation_reason is not null or t.ends_at is not null and t.ends_at <= ?) and (t.expires_on is null"
                    + " or extract(epoch from coalesce(t.revoked_at, t.ends_at)) < extract(epoch from t.expires_on))";

    static final Conditions NONE = new Conditions();

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

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
        wanted.range("t.created_at", query.created());
        wanted.range("t.last_used_at", query.lastUsed());
        wanted.range("t.expires_on", query.expires());
        if (query.neverExpires()) {
            wanted.and("t.expires_on is null");
        }
        if (query.breaksPolicy()) {
            wanted.breaksPolicy(latest);
        }
        if (query.unusedForDays() != null) {
            var since = now.minus(Duration.ofDays(query.unusedForDays()));
            wanted.and("t.created_at <= ? and (t.last_used_at is null or t.last_used_at <= ?)", since, since);
        }
        return wanted;
    }

    private void status(InventoryQuery.Status status, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        switch (status) {
            case LIVE -> and(GOOD, today, now);
            case EXPIRED -> and("t.expires_on <= ? and not (" + REVOKED + ")", today, now);
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
            and(column + " in (select id from users where search_text like ?)", Like.containing(text));
        }
    }

    private void range(String column, Range<?> range) {
        if (range.from() != null) {
            and(column + " >= ?", range.from());
        }
        if (range.until() != null) {
            and(column + " < ?", range.until());
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
        more.values.addAll(values);
        return more.and(condition, given);
    }

    private Conditions and(String condition, Object... given) {
        conditions.add(condition);
        for (var value : given) {
            values.add(value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    void set(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
