package dev.latchkey.token;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Batch operations on tokens. Locks tokens in the order of their ids to avoid deadlocks, with the tokens that belong to
 * them, and reads them again under the lock.
 */
@Dependent
class TokenBatchRepository {

    // During a rotation, both values count as one token: neither is unused while the other is in use.
    private static final String UNLESS_IN_USE = " and not exists (select 1 from access_token other where %s"
            + " and other.ends_at > ? and coalesce(other.last_used_at, other.created_at) > ?)";

    /** The data of a token for events. */
    record Affected(long id, long userId, String name) {

        TokenRevoked revoked(EndReason reason, @Nullable String place) {
            return new TokenRevoked(id, userId, name, reason, place);
        }

        LeakedTokenFound found(String place) {
            return new LeakedTokenFound(id, userId, name, place);
        }
    }

    @Inject
    Connections connections;

    /** The number of tokens active beyond the start of this day. */
    long countActiveBeyond(LocalDate latest) {
        return count(active(beginning(latest)));
    }

    /** Locks some of those until the transaction ends. */
    List<Affected> lockActiveBeyond(LocalDate latest, int most) {
        return lockSome(active(beginning(latest)), most);
    }

    /** The number of active tokens neither used nor generated after this moment. */
    long countUnused(Instant since, Instant now) {
        return count(unused(since, now));
    }

    /** Locks some of those until the transaction ends. */
    List<Affected> lockUnused(Instant since, Instant now, int most) {
        return lockSome(unused(since, now), most);
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Sql active(Instant now) {
        return Sql.of("ends_at > ?", now);
    }

    private static Sql unused(Instant since, Instant now) {
        return active(now)
                .append(" and coalesce(last_used_at, created_at) <= ?", since)
                .append(UNLESS_IN_USE.formatted("other.id = access_token.replaces_id"), now, since)
                .append(UNLESS_IN_USE.formatted("other.replaces_id = access_token.id"), now, since);
    }

    private long count(Sql wanted) {
        return connections.lend(Sql.of("select count(*) from access_token").where(List.of(wanted))::count);
    }

    /** Only of those found; the condition is not applied to their other values. */
    private List<Affected> lockSome(Sql wanted, int most) {
        var found = some(wanted, most);
        lockAll(found, false);
        return affected(wanted, found);
    }

    private List<Long> some(Sql wanted, int most) {
        return ids(
                Sql.of("select id from access_token").where(List.of(wanted)).append(" fetch first ? rows only", most));
    }

    /**
     * Locks the active ones of these tokens, their other values, and optionally their descendants until the transaction
     * ends, so that they neither change nor generate anything.
     */
    List<Affected> lockActive(Collection<Long> ids, boolean descendantsToo, Instant now) {
        return affected(active(now), lockAll(ids, descendantsToo));
    }

    /**
     * Locks these tokens and all that belong to them. Pending rotations and generations become visible only once
     * committed, so this repeats until it finds no more.
     */
    private Set<Long> lockAll(Collection<Long> tokens, boolean descendantsToo) {
        var locked = new HashSet<Long>();
        for (var fresh = belonging(tokens, descendantsToo); !fresh.isEmpty(); ) {
            Lineage.chunks(fresh).forEach(this::lockRows);
            locked.addAll(fresh);
            fresh = belonging(tokens, descendantsToo);
            fresh.removeAll(locked);
        }
        return locked;
    }

    private Set<Long> belonging(Collection<Long> tokens, boolean descendantsToo) {
        return connections.lend(connection ->
                descendantsToo ? Lineage.descendants(connection, tokens) : Lineage.values(connection, tokens));
    }

    private void lockRows(Collection<Long> ids) {
        ids(Sql.of("select id from access_token where ")
                .append(Sql.in("id", ids))
                .append(" order by id for update"));
    }

    private List<Long> ids(Sql select) {
        return connections.lend(connection -> select.list(connection, row -> row.getLong("id")));
    }

    private List<Affected> affected(Sql wanted, Collection<Long> candidates) {
        return Lineage.chunks(candidates).stream()
                .map(chunk -> Sql.of("select id, user_id, name from access_token")
                        .where(List.of(wanted, Sql.in("id", chunk))))
                .flatMap(select ->
                        connections
                                .lend(connection -> select.list(connection, TokenBatchRepository::affected))
                                .stream())
                .toList();
    }

    private static Affected affected(ResultSet row) throws SQLException {
        return new Affected(row.getLong("id"), row.getLong("user_id"), row.getString("name"));
    }

    /** Applies {@link AccessToken#endBy} to these tokens. Requires their locks. */
    void endBy(End end, List<Affected> tokens) {
        var by = end.by();
        var change = Sql.of(
                "ends_at = ?, end_reason = ?, ended_by_id = ?",
                end.at(),
                end.reason().name(),
                by == null ? null : by.id());
        update(tokens, end.isExpiry() ? change : change.append(", holds_name = false"));
    }

    /** Shortens these tokens to expire on this day. Requires their locks. */
    void shorten(List<Affected> tokens, LocalDate latest) {
        update(tokens, Sql.of("expires_on = ?", latest));
        endBy(End.onDay(latest), tokens);
    }

    private void update(List<Affected> tokens, Sql change) {
        var ids = tokens.stream().map(Affected::id).toList();
        connections.lend(Sql.of("update access_token set ")
                .append(change)
                .append(", version = version + 1 where ")
                .append(Sql.in("id", ids))::update);
    }

    /** Deletes a batch of tokens that ended before this day; returns their number. */
    int deleteEnded(LocalDate before, int most) {
        var ended = some(Sql.of("ends_at < ?", beginning(before)), most);
        // Ended tokens stay ended, so no further check is needed.
        lockRows(ended);
        return connections.lend(Sql.of("delete from access_token where ").append(Sql.in("id", ended))::update);
    }
}
