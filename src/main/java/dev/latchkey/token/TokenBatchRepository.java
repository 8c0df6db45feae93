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
import org.jspecify.annotations.Nullable;

/**
 * Many tokens at once in the database. Several are locked in the order of their ids: two transactions that
 * went in different orders would wait for each other. What belongs to them is locked too, and only then are they looked at again.
 */
@Dependent
class TokenBatchRepository {

    private static final String ACTIVE = " from access_token where ends_at > ?";

    private static final String UNLESS_IN_USE = " and not exists (select 1 from access_token other where %s"
            + " and other.ends_at > ? and coalesce(other.last_used_at, other.created_at) > ?)";

    // Both values of a token that is being rotated are one token: neither is unused while the other one is in use.
    private static final String UNUSED = ACTIVE + " and coalesce(last_used_at, created_at) <= ?"
            + UNLESS_IN_USE.formatted("other.id = access_token.replaces_id")
            + UNLESS_IN_USE.formatted("other.replaces_id = access_token.id");

    /** What an event tells about a token. */
    record Affected(long id, long userId, String name) {

        TokenRevoked revoked(EndReason reason) {
            return new TokenRevoked(id, userId, name, reason);
        }
    }

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** How many tokens are still active when this day begins. */
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

    /** How many tokens are active now that nobody used or generated after this moment. */
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
     * Locks the active ones of these tokens, their other values, and, if wanted, whatever descends from them, until the
     * transaction ends: nobody changes them meanwhile, nor generates anything with them.
     */
    List<Affected> lockActive(Collection<Long> ids, boolean descendantsToo, Instant now) {
        return affected(wanted(ACTIVE, lockAll(ids, descendantsToo), now.atOffset(ZoneOffset.UTC)));
    }

    /**
     * Locks these tokens with everything that belongs to them. A rotation or a generation that is under way is not seen before it
     * is committed, and then it has been waited for: so what belongs to them is asked for until there is nothing new.
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
        Lineage.chunks(ids).forEach(chunk -> query("select id from access_token where id in (" + listed(chunk)
                        + ") order by id for update")
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

    /** Of those alone that were found: of their other values the question is not asked. */
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

    /** Does to these tokens, which the transaction holds locked, what {@link AccessToken#endBy} does to one. */
    void endBy(End end, List<Affected> tokens) {
        update(
                tokens,
                "ends_at = ?, end_reason = ?, ended_by_id = "
                        + (end.by() == null ? "null" : Long.toString(end.by().id()))
                        + (end.isExpiry() ? "" : ", holds_name = false"),
                end.at().atOffset(ZoneOffset.UTC),
                end.reason().name());
    }

    /** Lets these tokens, which the transaction holds locked, expire on this day, before they would end otherwise. */
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

    /** Deletes some of the tokens that ended before this day began; how many. */
    int deleteEnded(LocalDate before, int most) {
        var ended = some(" from access_token where ends_at < ?", most, beginning(before));
        if (ended.isEmpty()) {
            return 0;
        }
        // A token that has ended stays ended: nothing needs to be asked once more.
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
