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
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many tokens at once in the database. Several are locked in the order of their ids: two transactions that
 * went in different orders would wait for each other. What belongs to them is locked too, and only then are they looked at again.
 */
@Dependent
class EnforcementRepository {

    private static final String LIVE_BEYOND =
            " from access_token where revoked_at is null and (expires_on is null or expires_on > ?)";

    private static final String UNLESS_IN_USE = " and not exists (select 1 from access_token other where %s"
            + " and other.revoked_at is null and (other.expires_on is null or other.expires_on > ?)"
            + " and coalesce(other.last_used_at, other.created_at) > ?)";

    // Both values of a token that is being rotated are one token: neither is unused as long as the other one is not.
    private static final String UNUSED = " from access_token where revoked_at is null"
            + " and (expires_on is null or expires_on > ?) and coalesce(last_used_at, created_at) <= ?"
            + UNLESS_IN_USE.formatted("other.id = access_token.replaces_id")
            + UNLESS_IN_USE.formatted("other.replaces_id = access_token.id");

    private static final String GOOD = " from access_token where revoked_at is null"
            + " and (expires_on is null or expires_on > ?) and (ends_at is null or ends_at > ?)";

    private static final String OVERDUE = " from access_token where ends_at <= ? and revoked_at is null";

    /** What an event tells about a token. */
    record Affected(long id, long userId, String name) {

        TokenRevoked revoked(RevocationReason reason) {
            return new TokenRevoked(id, userId, name, reason);
        }
    }

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** How many tokens live on after this day has begun. */
    long countLiveBeyond(LocalDate latest) {
        return count(LIVE_BEYOND, latest);
    }

    /** Some of those; nobody else changes them until the transaction ends. */
    List<Affected> lockLiveBeyond(LocalDate latest, int most) {
        return lockSome(LIVE_BEYOND, most, latest);
    }

    /** Lets these expire when this day begins. */
    void shorten(List<Affected> tokens, LocalDate latest) {
        if (!tokens.isEmpty()) {
            query(
                            "update access_token set expires_on = ?, version = version + 1 where id in ("
                                    + listed(ids(tokens)) + ")",
                            latest)
                    .executeUpdate();
        }
    }

    /** How many tokens are good today that nobody used or generated after this moment. */
    long countUnused(Instant since, LocalDate today) {
        return count(UNUSED, unused(since, today));
    }

    /** Some of those; nobody else changes them until the transaction ends. */
    List<Affected> lockUnused(Instant since, LocalDate today, int most) {
        return lockSome(UNUSED, most, unused(since, today));
    }

    private static Object[] unused(Instant since, LocalDate today) {
        var moment = since.atOffset(ZoneOffset.UTC);
        return new Object[] {today, moment, today, moment, today, moment};
    }

    /**
     * Those of these tokens that are good at this moment, their other values, and, if wanted, whatever descends from them; nobody
     * else changes them until the transaction ends, nor generates anything with them.
     */
    List<Affected> lockGood(Collection<Long> ids, boolean descendantsToo, Instant now) {
        return affected(wanted(
                GOOD,
                lockAll(ids, descendantsToo),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC)));
    }

    /** The ids of some replaced values whose overlap is over; nobody else changes them until the transaction ends. */
    List<Long> lockOverdue(Instant now, int most) {
        var moment = now.atOffset(ZoneOffset.UTC);
        var overdue = some(OVERDUE, most, moment);
        lockRows(overdue);
        return wanted(OVERDUE, overdue, moment);
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
                        + ") and revoked_at is null order by id for update")
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

    /** @param by the id of who ends them; null when it is the system */
    void revoke(List<Affected> tokens, Instant at, @Nullable Long by, RevocationReason reason) {
        if (!tokens.isEmpty()) {
            query(
                            "update access_token set revoked_at = ?, revocation_reason = ?, revoked_by_id = " + by
                                    + ", version = version + 1 where id in ("
                                    + listed(ids(tokens)) + ")",
                            at.atOffset(ZoneOffset.UTC),
                            reason.name())
                    .executeUpdate();
        }
    }

    private static List<Long> ids(List<Affected> tokens) {
        return tokens.stream().map(Affected::id).toList();
    }

    private static String listed(Collection<Long> ids) {
        return ids.stream().map(id -> id.toString()).collect(Collectors.joining(", "));
    }

    /** Deletes some of the tokens that were revoked or expired before this day began; how many, up to twice as many. */
    int deleteEnded(LocalDate before, int most) {
        var ended = new TreeSet<Long>();
        ended.addAll(some(
                " from access_token where revoked_at < ?",
                most,
                before.atStartOfDay().atOffset(ZoneOffset.UTC)));
        ended.addAll(some(" from access_token where expires_on < ?", most, before));
        if (ended.isEmpty()) {
            return 0;
        }
        // What has ended stays ended: nothing needs to be asked once more.
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
