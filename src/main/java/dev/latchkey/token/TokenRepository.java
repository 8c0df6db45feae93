package dev.latchkey.token;

import dev.latchkey.platform.persistence.Constraint;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tokens in the database. */
@Dependent
class TokenRepository {

    // One round trip by the unique index on the hash; everything a check needs, and nothing that could be stale.
    private static final String VERIFY = """
            select t.id, t.type, u.id, u.login,
                   exists (select 1 from user_group_member m join user_group g on g.id = m.group_id
                           where m.user_id = u.id and g.role = ?1),
                   t.expires_on, t.last_used_at is not null and t.last_used_at > ?2
            from access_token t join users u on u.id = t.user_id
            where t.hash = ?3 and t.revoked_at is null and (t.expires_on is null or t.expires_on > ?4) and u.active
            """;

    /** How far back the uses of a token are told. */
    static final int DAYS_OF_USES = 30;

    private static final int MOST_ADDRESSES_A_DAY = 20;

    @PersistenceContext
    EntityManager entityManager;

    Optional<VerifiedToken> verify(TokenHash hash, LocalDate today, Instant recently) {
        var query = entityManager.createNativeQuery(VERIFY);
        query.setParameter(1, Role.ADMINISTRATOR);
        query.setParameter(2, recently.atOffset(ZoneOffset.UTC));
        query.setParameter(3, hash.bytes());
        query.setParameter(4, today);
        List<?> rows = query.getResultList();
        return rows.stream().map(TokenRepository::verified).findFirst();
    }

    private static VerifiedToken verified(Object found) {
        var row = (Object[]) found;
        return new VerifiedToken(
                ((Number) row[0]).longValue(),
                TokenType.valueOf((String) row[1]),
                ((Number) row[2]).longValue(),
                (String) row[3],
                (Boolean) row[4],
                row[5] == null ? null : ((Date) row[5]).toLocalDate(),
                (Boolean) row[6]);
    }

    /** Whether good or ended. */
    Optional<AccessToken> find(TokenHash hash) {
        return entityManager
                .createQuery("select t from AccessToken t where t.hash = :hash", AccessToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    List<AccessToken> live(long userId) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t where t.owner.id = :user and t.revokedAt is null order by t.name",
                        AccessToken.class)
                .setParameter("user", userId)
                .getResultList();
    }

    List<AccessToken> liveOf(String projectKey) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t join fetch t.owner"
                                + " where t.projectKey = :project and t.revokedAt is null",
                        AccessToken.class)
                .setParameter("project", projectKey)
                .getResultList();
    }

    Optional<AccessToken> findLive(long userId, String name) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t where t.owner.id = :user and t.name = :name and t.revokedAt is null",
                        AccessToken.class)
                .setParameter("user", userId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** How many live tokens each of these users has; users without any are left out. */
    Map<Long, Long> countLive(Collection<Long> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        return entityManager
                .createQuery(
                        "select t.owner.id, count(t) from AccessToken t"
                                + " where t.owner.id in :users and t.revokedAt is null group by t.owner.id",
                        Object[].class)
                .setParameter("users", userIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** @throws InvalidException when the owner has a live token of that name */
    void add(AccessToken token) {
        try {
            entityManager.persist(token);
            entityManager.flush();
        } catch (PersistenceException e) {
            throw Constraint.uniqueViolated(e) ? new InvalidException("name", "token.name.taken", token.name()) : e;
        }
    }

    /** Passes by the version: being used is no change that could be in the way of a revocation. */
    void recordUse(TokenUse use, Instant unlessAfter) {
        var recorded = entityManager
                .createNativeQuery(
                        "update access_token set last_used_at = ?, last_used_address = ?, last_used_agent = ?"
                                + " where id = ? and (last_used_at is null or last_used_at < ?)")
                .setParameter(1, use.at().atOffset(ZoneOffset.UTC))
                .setParameter(2, use.client().address())
                .setParameter(3, use.client().agent())
                .setParameter(4, use.tokenId())
                .setParameter(5, unlessAfter.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        // Who has changed the token's row holds it to the end of the transaction: nobody else adds to its uses
        // meanwhile.
        if (recorded > 0 && !countUse(use)) {
            addUse(use);
        }
    }

    private boolean countUse(TokenUse use) {
        return entityManager
                        .createNativeQuery("update token_use set uses = uses + 1, last_used_at = ?, agent = ?"
                                + " where token_id = ? and used_on = ? and address = ?")
                        .setParameter(1, use.at().atOffset(ZoneOffset.UTC))
                        .setParameter(2, use.client().agent())
                        .setParameter(3, use.tokenId())
                        .setParameter(4, day(use))
                        .setParameter(5, use.client().address())
                        .executeUpdate()
                > 0;
    }

    /** A new day or a new address: what is too old goes, and no day takes more than a bounded number of addresses. */
    private void addUse(TokenUse use) {
        entityManager
                .createNativeQuery("delete from token_use where token_id = ? and used_on <= ?")
                .setParameter(1, use.tokenId())
                .setParameter(2, day(use).minusDays(DAYS_OF_USES))
                .executeUpdate();
        var addresses = (Number) entityManager
                .createNativeQuery("select count(*) from token_use where token_id = ? and used_on = ?")
                .setParameter(1, use.tokenId())
                .setParameter(2, day(use))
                .getSingleResult();
        if (addresses.intValue() < MOST_ADDRESSES_A_DAY) {
            entityManager
                    .createNativeQuery("insert into token_use (token_id, used_on, address, agent, uses, last_used_at)"
                            + " values (?, ?, ?, ?, 1, ?)")
                    .setParameter(1, use.tokenId())
                    .setParameter(2, day(use))
                    .setParameter(3, use.client().address())
                    .setParameter(4, use.client().agent())
                    .setParameter(5, use.at().atOffset(ZoneOffset.UTC))
                    .executeUpdate();
        }
    }

    private static LocalDate day(TokenUse use) {
        return LocalDate.ofInstant(use.at(), ZoneOffset.UTC);
    }

    /** Passes by the version like every use. */
    void recordDeadUse(long id, long calls, Instant last) {
        entityManager
                .createNativeQuery(
                        "update access_token set dead_uses = dead_uses + ?, last_dead_use_at = ? where id = ?")
                .setParameter(1, calls)
                .setParameter(2, last.atOffset(ZoneOffset.UTC))
                .setParameter(3, id)
                .executeUpdate();
    }
}
