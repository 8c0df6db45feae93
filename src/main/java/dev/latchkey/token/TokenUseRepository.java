package dev.latchkey.token;

import static java.util.Comparator.naturalOrder;
import static java.util.function.Predicate.not;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The use of tokens in the database, before and after their end. */
@Dependent
class TokenUseRepository {

    /** Days for which use is kept. */
    static final int DAYS_OF_USES = 30;

    private static final int MOST_ADDRESSES_A_DAY = 20;

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

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
     * Locks the active users among these, by id. Deactivated ones get no records of use: their addresses may have been erased.
     *
     * @param waits whether for other transactions; otherwise, users that they have locked are left out
     */
    Set<Long> lockActiveUsers(Collection<Long> users, boolean waits) {
        return connections.lend(connection -> Set.copyOf(Sql.of("select id from users where active and ")
                .append(Sql.in("id", users))
                .append(forUpdate(waits))
                .list(connection, row -> row.getLong("id"))));
    }

    private static String forUpdate(boolean waits) {
        return " order by id for update" + (waits ? "" : " skip locked");
    }

    /**
     * Bypasses optimistic locking, and discards what comes after the user's deactivation.
     *
     * @return whether it is recorded
     */
    boolean recordStray(StrayUse use) {
        return !lockActiveUsers(List.of(use.userId()), true).isEmpty()
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
     * Locks the tokens of these uses, by id.
     *
     * @param waits whether for other transactions; otherwise, tokens that they have locked are left out
     * @return when each was last used before, null for never
     */
    Map<Long, @Nullable Instant> lockTokens(List<TokenUse> uses, boolean waits) {
        var lastUses = new HashMap<Long, @Nullable Instant>();
        connections.lend(connection -> Sql.of("select id, last_used_at from access_token where ")
                .append(Sql.in("id", tokens(uses)))
                .append(forUpdate(waits))
                .list(connection, row -> lastUses.put(row.getLong("id"), Sql.moment(row, "last_used_at"))));
        return lastUses;
    }

    /** Those of these uses whose token was not used from their address in the period kept. */
    List<TokenUse> fromNewAddress(List<TokenUse> uses) {
        var addresses = uses.stream().map(use -> use.client().address()).distinct();
        var known = new HashMap<List<Object>, LocalDate>();
        connections.lend(connection -> Sql.of(
                        "select token_id, address, max(used_on) as last_day from token_use where ")
                .append(Sql.in("token_id", tokens(uses)))
                .append(" and address = any(?) group by token_id, address", (Object) addresses.toArray(String[]::new))
                .list(
                        connection,
                        row -> known.put(
                                List.of(row.getLong("token_id"), row.getString("address")),
                                row.getObject("last_day", LocalDate.class))));
        return uses.stream()
                .filter(use -> {
                    var lastDay = known.get(List.of(use.tokenId(), use.client().address()));
                    return lastDay == null || !lastDay.isAfter(use.day().minusDays(DAYS_OF_USES));
                })
                .toList();
    }

    /**
     * Bypasses optimistic locking: recording a use must not make a revocation fail.
     *
     * @param uses of different tokens, which are locked
     * @return the uses whose addresses are kept: a token keeps a limited number of them a day
     */
    List<TokenUse> record(List<TokenUse> uses) {
        return connections.lend(connection -> {
            Sql.batch(
                    connection,
                    "update access_token set last_used_at = ?, last_used_address = ?, last_used_agent = ? where id = ?",
                    uses.stream()
                            .map(use -> Arrays.<@Nullable Object>asList(
                                    use.at(),
                                    use.client().address(),
                                    use.client().agent(),
                                    use.tokenId()))
                            .toList());
            var counted = Sql.batch(
                    connection,
                    "update token_use set uses = uses + 1, last_used_at = ?, agent = ?"
                            + " where token_id = ? and used_on = ? and address = ?",
                    uses.stream()
                            .map(use -> Arrays.<@Nullable Object>asList(
                                    use.at(),
                                    use.client().agent(),
                                    use.tokenId(),
                                    use.day(),
                                    use.client().address()))
                            .toList());
            var first = IntStream.range(0, uses.size())
                    .filter(i -> counted[i] == 0)
                    .mapToObj(uses::get)
                    .toList();
            var tooMany = first.isEmpty() ? first : addDays(connection, first);
            return uses.stream().filter(use -> !tooMany.contains(use)).toList();
        });
    }

    /**
     * Adds rows for new days and addresses, and deletes old ones.
     *
     * @return the uses it adds no row for, since their tokens already have the most addresses that are kept of a day
     */
    private static List<TokenUse> addDays(Connection connection, List<TokenUse> uses) throws SQLException {
        var ofTokens = Sql.in("token_id", tokens(uses));
        var earliest = uses.stream().map(TokenUse::day).min(naturalOrder()).orElseThrow();
        Sql.of("delete from token_use where ")
                .append(ofTokens)
                .append(" and used_on <= ?", earliest.minusDays(DAYS_OF_USES))
                .update(connection);
        var full = Set.copyOf(Sql.of("select token_id, used_on from token_use where ")
                .append(ofTokens)
                .append(
                        " and used_on >= ? group by token_id, used_on having count(*) >= ?",
                        earliest,
                        MOST_ADDRESSES_A_DAY)
                .list(connection, row -> List.of(row.getLong("token_id"), row.getObject("used_on", LocalDate.class))));
        Predicate<TokenUse> isFull = use -> full.contains(List.of(use.tokenId(), use.day()));
        Sql.batch(
                connection,
                "insert into token_use (token_id, used_on, address, agent, uses, last_used_at) values (?, ?, ?, ?, 1, ?)",
                uses.stream()
                        .filter(not(isFull))
                        .map(use -> Arrays.<@Nullable Object>asList(
                                use.tokenId(),
                                use.day(),
                                use.client().address(),
                                use.client().agent(),
                                use.at()))
                        .toList());
        return uses.stream().filter(isFull).toList();
    }

    private static List<Long> tokens(List<TokenUse> uses) {
        return uses.stream().map(TokenUse::tokenId).toList();
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
