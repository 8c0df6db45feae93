package dev.latchkey.token;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Batch operations on tokens. Locks tokens in the order of their ids to avoid deadlocks, with the tokens that belong to
 * them, and reads them again under the lock.
 */
@Dependent
class TokenBatchRepository {

    private static final String ACTIVE = " from access_token where ends_at > ?";

    private static final String UNLESS_IN_USE = " and not exists (select 1 from access_token other where %s"
            + " and other.ends_at > ? and coalesce(other.last_used_at, other.created_at) > ?)";

    // During a rotation, both values count as one token: neither is unused while the other is in use.
    private static final String UNUSED = ACTIVE + " and coalesce(last_used_at, created_at) <= ?"
            + UNLESS_IN_USE.formatted("other.id = access_token.replaces_id")
            + UNLESS_IN_USE.formatted("other.replaces_id = access_token.id");

    /** The data of a token for events. */
    record Affected(long id, long userId, String name) {

        TokenRevoked revoked(EndReason reason) {
            return new TokenRevoked(id, userId, name, reason);
        }
    }

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** The number of tokens active beyond the start of this day. */
    long countActiveBeyond(LocalDate latest) {
        return count(ACTIVE, beginning(latest));
    }

    /** Locks some of those until the transaction ends. */
    List<Affected> lockActiveBeyond(LocalDate latest, int most) {
        return lockSome(ACTIVE, most, beginning(latest));
    }

    private static OffsetDateTime beginning(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /** The number of active tokens neither used nor generated after this moment. */
    long countUnused(Instant since, Instant now) {
        return count(UNUSED, unused(since, now));
    }

    /** Locks some of those until the transaction ends. */
    List<Affected> lockUnused(Instant since, Instant now, int most) {
        return lockSome(UNUSED, most, unused(since, now));
    }

    private static Object[] unused(Instant since, Instant now) {
        var unlessSince = since.atOffset(ZoneOffset.UTC);
        var moment = now.atOffset(ZoneOffset.UTC);
        return new Object[] {moment, unlessSince, moment, unlessSince, moment, unlessSince};
    }

    /**
     * Locks the active ones of these tokens, their other values, and optionally their descendants until the transaction
     * ends, so that they neither change nor generate anything.
     */
    List<Affected> lockActive(Collection<Long> ids, boolean descendantsToo, Instant now) {
        return affected(wanted(ACTIVE, lockAll(ids, descendantsToo), now.atOffset(ZoneOffset.UTC)));
    }

    /**
     * Locks these tokens and all that belong to them. Pending rotations and generations become visible only once
     * committed, so this repeats until it finds no more.
     */
    private Set<Long> lockAll(Collection<Long> tokens, boolean descendantsToo) {
        var locked = new HashSet<Long>();
        for (var fresh = belonging(tokens, descendantsToo); !fresh.isEmpty(); ) {
            lockRows(fresh);
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
        Lineage.chunks(ids).forEach(chunk -> query(
                        "select id from access_token where id in (" + listed(chunk) + ") order by id for update")
                .getResultList());
    }

    private List<Long> wanted(String from, Collection<Long> candidates, Object... parameters) {
        return Lineage.chunks(candidates).stream()
                .flatMap(chunk ->
                        ids(query("select id" + from + " and id in (" + listed(chunk) + ")", parameters)).stream())
                .toList();
    }

    private static List<Long> ids(Query query) {
        List<?> found = query.getResultList();
        return found.stream().map(id -> ((Number) id).longValue()).toList();
    }

    /** Only of those found; the condition is not applied to their other values. */
    private List<Affected> lockSome(String from, int most, Object... parameters) {
        var found = some(from, most, parameters);
        lockAll(found, false);
        return affected(wanted(from, found, parameters));
    }

    private List<Long> some(String from, int most, Object... parameters) {
        return ids(query("select id" + from + " fetch first " + most + " rows only", parameters));
    }

    private List<Affected> affected(List<Long> ids) {
        return Lineage.chunks(ids).stream()
                .flatMap(chunk -> entityManager
                        .createQuery(
                                "select t.id, t.owner.id, t.name from AccessToken t where t.id in :ids", Object[].class)
                        .setParameter("ids", chunk)
                        .getResultStream())
                .map(row -> new Affected((Long) row[0], (Long) row[1], (String) row[2]))
                .toList();
    }

    /** Applies {@link AccessToken#endBy} to these tokens. Requires their locks. */
    void endBy(End end, List<Affected> tokens) {
        update(
                tokens,
                "ends_at = ?, end_reason = ?, ended_by_id = "
                        + (end.by() == null ? "null" : Long.toString(end.by().id()))
                        + (end.isExpiry() ? "" : ", holds_name = false"),
                end.at().atOffset(ZoneOffset.UTC),
                end.reason().name());
    }

    /** Shortens these tokens to expire on this day. Requires their locks. */
    void shorten(List<Affected> tokens, LocalDate latest) {
        update(tokens, "expires_on = ?", latest);
        endBy(End.onDay(latest), tokens);
    }

    private void update(List<Affected> tokens, String change, Object... parameters) {
        if (!tokens.isEmpty()) {
            query(
                            "update access_token set " + change + ", version = version + 1 where id in ("
                                    + listed(ids(tokens)) + ")",
                            parameters)
                    .executeUpdate();
        }
    }

    private static List<Long> ids(List<Affected> tokens) {
        return tokens.stream().map(Affected::id).toList();
    }

    private static String listed(Collection<Long> ids) {
        return ids.stream().map(id -> id.toString()).collect(Collectors.joining(", "));
    }

    /** Deletes a batch of tokens that ended before this day; returns their number. */
    int deleteEnded(LocalDate before, int most) {
        var ended = some(" from access_token where ends_at < ?", most, beginning(before));
        if (ended.isEmpty()) {
            return 0;
        }
        // Ended tokens stay ended, so no further check is needed.
        var these = " from access_token where id in (" + listed(ended) + ")";
        query("select id" + these + " order by id for update").getResultList();
        return query("delete" + these).executeUpdate();
    }

    private long count(String from, Object... parameters) {
        return ((Number) query("select count(*)" + from, parameters).getSingleResult()).longValue();
    }

    private Query query(String sql, Object... parameters) {
        var query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
