package dev.latchkey.token;

import static java.util.Comparator.naturalOrder;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * What {@link #record} has written.
     *
     * @param fromNewAddress those of tokens that had been used before, but not from this address in the period kept
     */
    record Recorded(List<TokenUse> uses, List<TokenUse> fromNewAddress) {}

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
     * Locks the users. Leaves out those who are deactivated, as their addresses may have been erased. Of several uses, also leaves
     * out those of users that another transaction has locked: one with many locks must not wait for more.
     *
     * @return the uses of the locked users
     */
    List<TokenUse> lockActiveUsers(List<TokenUse> uses) {
        var users = uses.stream().map(TokenUse::userId).distinct().toList();
        var locked = connections.lend(connection -> Sql.of("select id from users where active and ")
                .append(Sql.in("id", users))
                .append(forUpdate(uses))
                .list(connection, row -> row.getLong("id")));
        return uses.stream().filter(use -> locked.contains(use.userId())).toList();
    }

    private static String forUpdate(List<TokenUse> uses) {
        return " order by id for update" + (uses.size() > 1 ? " skip locked" : "");
    }

    /**
     * Bypasses optimistic locking: recording a use must not make a revocation fail.
     *
     * @param uses of different tokens, whose users are locked
     */
    Recorded record(List<TokenUse> uses) {
        return connections.lend(connection -> {
            var lastUses = lock(connection, uses);
            var due = uses.stream()
                    .filter(use -> lastUses.containsKey(use.tokenId()) && use.isDueAfter(lastUses.get(use.tokenId())))
                    .toList();
            update(connection, due);
            var fromNewAddress = add(connection, withoutCounted(connection, due)).stream()
                    .filter(use -> lastUses.get(use.tokenId()) != null)
                    .toList();
            return new Recorded(due, fromNewAddress);
        });
    }

    /** The tokens' last uses; of several tokens, without those that another transaction has locked. */
    private static Map<Long, @Nullable Instant> lock(Connection connection, List<TokenUse> uses) throws SQLException {
        var lastUses = new HashMap<Long, @Nullable Instant>();
        Sql.of("select id, last_used_at from access_token where ")
                .append(Sql.in("id", tokens(uses)))
                .append(forUpdate(uses))
                .list(connection, row -> lastUses.put(row.getLong("id"), Sql.moment(row, "last_used_at")));
        return lastUses;
    }

    private static void update(Connection connection, List<TokenUse> uses) throws SQLException {
        Sql.batch(
                connection,
                "update access_token set last_used_at = ?, last_used_address = ?, last_used_agent = ? where id = ?",
                uses.stream()
                        .map(use -> Arrays.<@Nullable Object>asList(
                                use.at(), use.client().address(), use.client().agent(), use.tokenId()))
                        .toList());
    }

    /** Counts another use on the day from the address; returns the uses that are the first. */
    private static List<TokenUse> withoutCounted(Connection connection, List<TokenUse> uses) throws SQLException {
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
        return IntStream.range(0, uses.size())
                .filter(i -> counted[i] == 0)
                .mapToObj(uses::get)
                .toList();
    }

    /**
     * Adds new days and addresses: deletes old rows, and bounds the number of addresses per day.
     *
     * @return the first known uses of their tokens from their addresses
     */
    private static List<TokenUse> add(Connection connection, List<TokenUse> uses) throws SQLException {
        if (uses.isEmpty()) {
            return uses;
        }
        var ofTokens = Sql.in("token_id", tokens(uses));
        var first = uses.stream().map(TokenUse::day).min(naturalOrder()).orElseThrow();
        Sql.of("delete from token_use where ")
                .append(ofTokens)
                .append(" and used_on <= ?", first.minusDays(DAYS_OF_USES))
                .update(connection);
        var full = Set.copyOf(Sql.of("select token_id, used_on from token_use where ")
                .append(ofTokens)
                .append(
                        " and used_on >= ? group by token_id, used_on having count(*) >= ?",
                        first,
                        MOST_ADDRESSES_A_DAY)
                .list(connection, row -> List.of(row.getLong("token_id"), row.getObject("used_on", LocalDate.class))));
        var added = uses.stream()
                .filter(use -> !full.contains(List.of(use.tokenId(), use.day())))
                .toList();
        var addresses = added.stream().map(use -> use.client().address()).distinct();
        var known = Set.copyOf(Sql.of("select distinct token_id, address from token_use where ")
                .append(ofTokens)
                .append(" and address = any(?)", (Object) addresses.toArray(String[]::new))
                .list(connection, row -> List.of(row.getLong("token_id"), row.getString("address"))));
        Sql.batch(
                connection,
                "insert into token_use (token_id, used_on, address, agent, uses, last_used_at) values (?, ?, ?, ?, 1, ?)",
                added.stream()
                        .map(use -> Arrays.<@Nullable Object>asList(
                                use.tokenId(),
                                use.day(),
                                use.client().address(),
                                use.client().agent(),
                                use.at()))
                        .toList());
        return added.stream()
                .filter(use ->
                        !known.contains(List.of(use.tokenId(), use.client().address())))
                .toList();
    }

    private static List<Long> tokens(List<TokenUse> uses) {
        return uses.stream().map(TokenUse::tokenId).toList();
    }

    private boolean lockActiveUser(long userId) {
        return !entityManager
                .createNativeQuery("select id from users where id = ? and active for update")
                .setParameter(1, userId)
                .getResultList()
                .isEmpty();
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
