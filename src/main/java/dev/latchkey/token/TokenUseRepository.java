package dev.latchkey.token;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The use of tokens in the database, before and after their end. */
@Dependent
class TokenUseRepository {

    /** Days for which use is kept. */
    static final int DAYS_OF_USES = 30;

    private static final int MOST_ADDRESSES_A_DAY = 20;

    @PersistenceContext
    EntityManager entityManager;

    /** The use in the last 30 days, latest first. */
    List<DayOfUse> list(long tokenId, LocalDate today) {
        List<?> rows = entityManager
                .createNativeQuery("select used_on, address, agent, uses, last_used_at from token_use"
                        + " where token_id = ? and used_on > ? order by last_used_at desc")
                .setParameter(1, tokenId)
                .setParameter(2, today.minusDays(DAYS_OF_USES))
                .getResultList();
        return rows.stream().map(TokenUseRepository::dayOfUse).toList();
    }

    private static DayOfUse dayOfUse(Object found) {
        var row = (Object[]) found;
        // each driver returns its own type
        var last = row[4] instanceof OffsetDateTime moment ? moment.toInstant() : ((Timestamp) row[4]).toInstant();
        return new DayOfUse(
                ((Date) row[0]).toLocalDate(), (String) row[1], (String) row[2], ((Number) row[3]).intValue(), last);
    }

    /** Deletes the addresses that used this user's tokens, or that these are bound to, and keeps the time of last use. */
    void eraseOf(long userId) {
        entityManager
                .createNativeQuery(
                        "delete from token_use where token_id in (select id from access_token where user_id = ?)")
                .setParameter(1, userId)
                .executeUpdate();
        entityManager
                .createNativeQuery("update access_token set last_used_address = null, last_used_agent = null"
                        + " where user_id = ? and last_used_address is not null")
                .setParameter(1, userId)
                .executeUpdate();
        // Bound to none, rather than to all: they are addresses, too.
        entityManager
                .createNativeQuery("update access_token set networks = case when networks is not null then '' end,"
                        + " last_stray_address = null"
                        + " where user_id = ? and (networks is not null or last_stray_address is not null)")
                .setParameter(1, userId)
                .executeUpdate();
    }

    /**
     * Bypasses optimistic locking, and discards what is late, as {@link #record}.
     *
     * @return whether it is recorded
     */
    boolean recordStray(StrayUse use) {
        return lockActiveUser(use.userId())
                && entityManager
                                .createNativeQuery("update access_token set stray_uses = stray_uses + ?,"
                                        + " last_stray_use_at = ?, last_stray_address = ? where id = ?")
                                .setParameter(1, use.calls())
                                .setParameter(2, use.last().atOffset(ZoneOffset.UTC))
                                .setParameter(3, use.address())
                                .setParameter(4, use.tokenId())
                                .executeUpdate()
                        > 0;
    }

    /**
     * Bypasses optimistic locking: recording a use must not make a revocation fail. Discards a late write for a
     * deactivated user, whose addresses may have been erased.
     *
     * @return whether the token had been used before, but not from this address in the period kept
     */
    boolean record(TokenUse use, Instant unlessAfter) {
        if (!lockActiveUser(use.userId())) {
            return false;
        }
        var usedBefore = isUsed(use.tokenId());
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
        if (recorded == 0) {
            return false;
        }
        // The changed row of the token is locked, so that no other transaction adds to its uses.
        var isOfKnownAddress = countUse(use) || !addUse(use);
        return usedBefore && !isOfKnownAddress;
    }

    private boolean lockActiveUser(long userId) {
        return !entityManager
                .createNativeQuery("select id from users where id = ? and active for update")
                .setParameter(1, userId)
                .getResultList()
                .isEmpty();
    }

    private boolean isUsed(long tokenId) {
        return !entityManager
                .createNativeQuery("select 1 from access_token where id = ? and last_used_at is not null")
                .setParameter(1, tokenId)
                .getResultList()
                .isEmpty();
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

    /**
     * Adds a new day or address: deletes old rows, and bounds the number of addresses per day.
     *
     * @return whether this is the first known use from this address
     */
    private boolean addUse(TokenUse use) {
        entityManager
                .createNativeQuery("delete from token_use where token_id = ? and used_on <= ?")
                .setParameter(1, use.tokenId())
                .setParameter(2, day(use).minusDays(DAYS_OF_USES))
                .executeUpdate();
        if (countUses("used_on", use.tokenId(), day(use)) >= MOST_ADDRESSES_A_DAY) {
            return false;
        }
        var isNew = countUses("address", use.tokenId(), use.client().address()) == 0;
        entityManager
                .createNativeQuery("insert into token_use (token_id, used_on, address, agent, uses, last_used_at)"
                        + " values (?, ?, ?, ?, 1, ?)")
                .setParameter(1, use.tokenId())
                .setParameter(2, day(use))
                .setParameter(3, use.client().address())
                .setParameter(4, use.client().agent())
                .setParameter(5, use.at().atOffset(ZoneOffset.UTC))
                .executeUpdate();
        return isNew;
    }

    private long countUses(String column, long tokenId, Object value) {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from token_use where token_id = ? and " + column + " = ?")
                        .setParameter(1, tokenId)
                        .setParameter(2, value)
                        .getSingleResult())
                .longValue();
    }

    private static LocalDate day(TokenUse use) {
        return LocalDate.ofInstant(use.at(), ZoneOffset.UTC);
    }

    /** Bypasses optimistic locking, like every use. */
    void recordDead(long id, long calls, Instant last) {
        entityManager
                .createNativeQuery(
                        "update access_token set dead_uses = dead_uses + ?, last_dead_use_at = ? where id = ?")
                .setParameter(1, calls)
                .setParameter(2, last.atOffset(ZoneOffset.UTC))
                .setParameter(3, id)
                .executeUpdate();
    }
}
