package dev.latchkey.token;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Many tokens at once in the database, by the rules of the policy. */
@Dependent
class EnforcementRepository {

    private static final String LIVE_BEYOND =
            " from access_token where revoked_at is null and (expires_on is null or expires_on > ?)";
    private static final String UNUSED = " from access_token where revoked_at is null"
            + " and (expires_on is null or expires_on > ?) and coalesce(last_used_at, created_at) <= ?";

    /** What an event tells about a token. */
    record Unused(long id, long userId, String owner, String name) {}

    @PersistenceContext
    EntityManager entityManager;

    /** How many tokens live on after this day has begun. */
    long countLiveBeyond(LocalDate latest) {
        return count(LIVE_BEYOND, latest);
    }

    /** Lets every token that would live on after this day has begun end with it; how many there were. */
    int shorten(LocalDate latest) {
        return query(
                        "update access_token set expires_on = ?, version = version + 1"
                                + " where revoked_at is null and (expires_on is null or expires_on > ?)",
                        latest,
                        latest)
                .executeUpdate();
    }

    /** How many tokens are good today that nobody used or generated after this moment. */
    long countUnused(Instant since, LocalDate today) {
        return count(UNUSED, today, since.atOffset(ZoneOffset.UTC));
    }

    /** Some of those; nobody else changes them until the transaction ends. */
    List<Unused> lockUnused(Instant since, LocalDate today, int most) {
        var ids = query(
                        "select id" + UNUSED + " fetch first " + most + " rows only for update",
                        today,
                        since.atOffset(ZoneOffset.UTC))
                .getResultList()
                .stream()
                .map(id -> ((Number) id).longValue())
                .toList();
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select t.id, t.owner.id, t.owner.login, t.name from AccessToken t where t.id in :ids",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .map(row -> new Unused((Long) row[0], (Long) row[1], (String) row[2], (String) row[3]))
                        .toList();
    }

    void revoke(List<Unused> tokens, Instant at) {
        if (!tokens.isEmpty()) {
            entityManager
                    .createQuery(
                            "update AccessToken t set t.revokedAt = :at, t.revocationReason = :reason where t.id in :ids")
                    .setParameter("at", at)
                    .setParameter("reason", RevocationReason.POLICY)
                    .setParameter("ids", tokens.stream().map(Unused::id).toList())
                    .executeUpdate();
        }
    }

    /** Deletes some of the tokens that were revoked or expired before this day began; how many, up to twice as many. */
    int deleteEnded(LocalDate before, int most) {
        return deleteSome("revoked_at < ?", before.atStartOfDay().atOffset(ZoneOffset.UTC), most)
                + deleteSome("expires_on < ?", before, most);
    }

    private int deleteSome(String ended, Object before, int most) {
        return query(
                        "delete from access_token where id in (select id from access_token where " + ended
                                + " fetch first " + most + " rows only)",
                        before)
                .executeUpdate();
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
