package dev.latchkey.token;

import jakarta.enterprise.context.Dependent;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many tokens at once in the database. Whoever locks several does it by id, and asks whether they are still what is wanted only
 * then: two who went in different orders would wait for each other.
 */
@Dependent
class EnforcementRepository {

    private static final String LIVE_BEYOND =
            " from access_token where revoked_at is null and (expires_on is null or expires_on > ?)";

    // A new value that waits for its first use is not unused as long as the former one is good: both are one token.
    private static final String UNUSED = " from access_token where revoked_at is null"
            + " and (expires_on is null or expires_on > ?) and coalesce(last_used_at, created_at) <= ?"
            + " and not exists (select 1 from access_token former where former.id = access_token.replaces_id"
            + " and former.revoked_at is null and (former.expires_on is null or former.expires_on > ?))";

    private static final String GOOD = " from access_token where revoked_at is null"
            + " and (expires_on is null or expires_on > ?) and (ends_at is null or ends_at > ?)";

    private static final String OVERDUE = " from access_token where ends_at <= ? and revoked_at is null";

    /** What an event tells about a token. */
    record Affected(long id, long userId, String owner, String name) {

        /** @param by the login of who ended it; null when it is the system */
        TokenRevoked revoked(@Nullable String by, RevocationReason reason) {
            return new TokenRevoked(id, userId, owner, name, by, reason);
        }
    }

    @PersistenceContext
    EntityManager entityManager;

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
                                    + listed(tokens.stream().map(Affected::id)) + ")",
                            latest)
                    .executeUpdate();
        }
    }

    /** How many tokens are good today that nobody used or generated after this moment. */
    long countUnused(Instant since, LocalDate today) {
        return count(UNUSED, today, since.atOffset(ZoneOffset.UTC), today);
    }

    /** Some of those; nobody else changes them until the transaction ends. */
    List<Affected> lockUnused(Instant since, LocalDate today, int most) {
        return lockSome(UNUSED, most, today, since.atOffset(ZoneOffset.UTC), today);
    }

    /** Those of these that are good at this moment; nobody else changes them until the transaction ends. */
    List<Affected> lockGood(Collection<Long> ids, Instant now) {
        return lock(GOOD, ids, LocalDate.ofInstant(now, ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    }

    /** The ids of some replaced values whose overlap is over; nobody else changes them until the transaction ends. */
    List<Long> lockOverdue(Instant now, int most) {
        var moment = now.atOffset(ZoneOffset.UTC);
        return lockIds(OVERDUE, some(OVERDUE, most, moment), moment);
    }

    /** These, what they have replaced, and whatever has replaced one of those after the other, whether good or not. */
    Set<Long> withOtherValues(Collection<Long> ids) {
        var all = new HashSet<>(ids);
        all.addAll(related("select replaces_id from access_token where replaces_id is not null and id in (%s)", ids));
        for (Collection<Long> next = List.copyOf(all); !next.isEmpty(); ) {
            next = related("select id from access_token where replaces_id in (%s)", next);
            all.addAll(next);
        }
        return all;
    }

    private List<Long> related(String sql, Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : ids(query(sql.formatted(listed(ids.stream()))));
    }

    private static List<Long> ids(Query query) {
        List<?> found = query.getResultList();
        return found.stream().map(id -> ((Number) id).longValue()).toList();
    }

    private List<Affected> lockSome(String from, int most, Object... parameters) {
        return lock(from, some(from, most, parameters), parameters);
    }

    private List<Long> some(String from, int most, Object... parameters) {
        return ids(query("select id" + from + " fetch first " + most + " rows only", parameters));
    }

    private List<Long> lockIds(String from, Collection<Long> candidates, Object... parameters) {
        return candidates.isEmpty()
                ? List.of()
                : ids(query(
                        "select id" + from + " and id in ("
                                + listed(candidates.stream().sorted()) + ") order by id for update",
                        parameters));
    }

    private List<Affected> lock(String from, Collection<Long> candidates, Object... parameters) {
        var ids = lockIds(from, candidates, parameters);
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select t.id, t.owner.id, t.owner.login, t.name from AccessToken t where t.id in :ids",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .map(row -> new Affected((Long) row[0], (Long) row[1], (String) row[2], (String) row[3]))
                        .toList();
    }

    /** @param by the id of who ends them; null when it is the system */
    void revoke(List<Affected> tokens, Instant at, @Nullable Long by, RevocationReason reason) {
        if (!tokens.isEmpty()) {
            query(
                            "update access_token set revoked_at = ?, revocation_reason = ?, revoked_by_id = " + by
                                    + ", version = version + 1 where id in ("
                                    + listed(tokens.stream().map(Affected::id)) + ")",
                            at.atOffset(ZoneOffset.UTC),
                            reason.name())
                    .executeUpdate();
        }
    }

    private static String listed(Stream<Long> ids) {
        return ids.map(id -> id.toString()).collect(Collectors.joining(", "));
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
        var these = " from access_token where id in (" + listed(ended.stream()) + ")";
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
