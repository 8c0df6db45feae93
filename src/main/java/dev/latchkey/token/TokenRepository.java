package dev.latchkey.token;

import dev.latchkey.platform.persistence.Constraint;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
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
                   t.last_used_at is not null and t.last_used_at > ?2
            from access_token t join users u on u.id = t.user_id
            where t.hash = ?3 and t.revoked_at is null and (t.expires_on is null or t.expires_on > ?4) and u.active
            """;

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
                (Boolean) row[5]);
    }

    List<AccessToken> live(long userId) {
        return entityManager
                .createQuery(
                        "select t from AccessToken t where t.owner.id = :user and t.revokedAt is null order by t.name",
                        AccessToken.class)
                .setParameter("user", userId)
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

    /** Writes another login wherever one is named as who generated or revoked a token. Looks through all tokens. */
    void rename(String formerLogin, String login) {
        for (var column : List.of("created_by", "revoked_by")) {
            entityManager
                    .createNativeQuery("update access_token set " + column + " = ? where " + column + " = ?")
                    .setParameter(1, login)
                    .setParameter(2, formerLogin)
                    .executeUpdate();
        }
    }

    /** Passes by the version: being used is no change that could be in the way of a revocation. */
    void recordUse(long id, Instant at, Instant unlessAfter) {
        entityManager
                .createNativeQuery("update access_token set last_used_at = ? where id = ?"
                        + " and (last_used_at is null or last_used_at < ?)")
                .setParameter(1, at.atOffset(ZoneOffset.UTC))
                .setParameter(2, id)
                .setParameter(3, unlessAfter.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}
