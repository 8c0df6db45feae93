package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryOrder.Absent;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.token.Ending;
import dev.latchkey.token.Lineage;
import dev.latchkey.token.RevocationReason;
import dev.latchkey.token.TokenType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of everybody in the database. Plain JDBC, because what is read is shown or written out, and forgotten: a million
 * entities would have to be remembered first.
 */
@ApplicationScoped
class InventoryRepository {

    /** Logins are joined to the few that are listed, not to all that might be; with outer joins, whose order H2 keeps. */
    private static final String SELECT = """
            select t.id, u.login, t.name, t.type, t.last_four, t.project_key, t.project_name, t.created_at, c.login,
                   t.last_used_at, t.last_used_address, t.expires_on, coalesce(t.revoked_at, t.ends_at),
                   coalesce(t.revocation_reason, 'ROTATED'), r.login, t.dead_uses, t.user_id,
                   t.replaced_at is not null, t.ends_at, t.created_by_token_id, w.name
            from (select t.* from %s fetch first %d rows only) t left join users u on u.id = t.user_id
                 left join users c on c.id = t.created_by_id left join users r on r.id = t.revoked_by_id
                 left join access_token w on w.id = t.created_by_token_id""";

    /** So many tokens are looked at together. */
    private static final int BATCH = 1000;

    @Inject
    Connections connections;

    /**
     * Tokens in this order.
     *
     * @param behind the place behind which they stand; null for the first ones
     * @param now at which it is told how they ended
     */
    List<ListedToken> list(Conditions wanted, InventorySort sort, @Nullable Position behind, int most, Instant now) {
        return connections.lend(connection -> {
            var found = new ArrayList<ListedToken>();
            var asked = wanted.along(sort.order().column(), connection);
            for (var stretch : stretches(asked, sort, behind)) {
                if (found.size() < most) {
                    found.addAll(list(connection, stretch, sort, most - found.size(), now));
                }
            }
            return found;
        });
    }

    /** @param now at which it is told how it ended */
    Optional<ListedToken> find(long id, Instant now) {
        var one = Conditions.NONE.with("t.id = ?", id);
        return list(one, InventorySort.NEWEST_FIRST, null, 1, now).stream().findFirst();
    }

    /** The ids of tokens behind this one, by id. */
    List<Long> ids(Conditions wanted, long behind, int most) {
        return connections.lend(connection -> {
            var further = wanted.along("t.id", connection).with("t.id > ?", behind);
            try (var select = connection.prepareStatement("select t.id from access_token t" + further.where()
                    + " order by t.id fetch first " + most + " rows only")) {
                further.set(select);
                try (var found = select.executeQuery()) {
                    var ids = new ArrayList<Long>();
                    while (found.next()) {
                        ids.add(found.getLong(1));
                    }
                    return ids;
                }
            }
        });
    }

    /** Good tokens that come from those that are wanted, and are not wanted themselves. */
    Descendants descendants(Conditions wanted, Instant now) {
        var family = new HashSet<Long>();
        var last = 0L;
        for (var ids = ids(wanted, last, BATCH); !ids.isEmpty(); ids = ids(wanted, last, BATCH)) {
            var parents = ids;
            var found = connections.lend(connection -> Lineage.descendants(connection, parents));
            parents.forEach(found::remove);
            family.addAll(found);
            last = ids.get(ids.size() - 1);
        }
        var good = new TreeSet<Long>(Comparator.reverseOrder());
        for (var chunk : Lineage.chunks(family)) {
            good.addAll(ids(Conditions.good(now).among(chunk), 0, BATCH));
            ids(wanted.among(chunk), 0, BATCH).forEach(good::remove);
        }
        var newest = good.stream().limit(Descendants.MOST_LISTED).toList();
        return new Descendants(
                good.size(),
                newest.isEmpty()
                        ? List.of()
                        : list(Conditions.NONE.among(newest), InventorySort.NEWEST_FIRST, null, newest.size(), now));
    }

    /**
     * The rest of the list in pieces, each of which lies in one piece in the index of the order: equals of the last token,
     * what comes behind them, and those without a value, which the two databases put at different ends.
     */
    private static List<Conditions> stretches(Conditions wanted, InventorySort sort, @Nullable Position behind) {
        var column = sort.order().column();
        var beyond = sort.ascending() ? " > ?" : " < ?";
        // Of "is not null" H2 would read all that have no value.
        var any = wanted.with(column + " >= ?", sort.order().earliest());
        var valued = new ArrayList<Conditions>();
        var unvalued = new ArrayList<Conditions>();
        if (behind == null) {
            valued.add(sort.order().absent() == Absent.NEVER ? wanted : any);
            unvalued.add(wanted.with(column + " is null"));
        } else if (behind.key() == null) {
            unvalued.add(wanted.with(column + " is null and t.id" + beyond, behind.id()));
            valued.add(any);
        } else {
            valued.add(wanted.with(column + " = ? and t.id" + beyond, behind.key(), behind.id()));
            valued.add(wanted.with(column + beyond, behind.key()));
            unvalued.add(wanted.with(column + " is null"));
        }
        if (sort.order().absent() == Absent.NEVER) {
            return valued;
        }
        var unvaluedFirst = (sort.order().absent() == Absent.FIRST) == sort.ascending();
        if (behind != null && (behind.key() == null) != unvaluedFirst) {
            // past the others already
            return behind.key() == null ? unvalued : valued;
        }
        var stretches = new ArrayList<>(unvaluedFirst ? unvalued : valued);
        stretches.addAll(unvaluedFirst ? valued : unvalued);
        return stretches;
    }

    private static List<ListedToken> list(
            Connection connection, Conditions wanted, InventorySort sort, int most, Instant now) throws SQLException {
        var direction = sort.ascending() ? " asc" : " desc";
        var order = " order by " + sort.order().column() + direction + ", t.id" + direction;
        // The outer join is an inner one in disguise: H2 keeps its order, and goes along the logins.
        var from = sort.order() == InventoryOrder.OWNER
                ? "users u left join access_token t on t.user_id = u.id"
                        + wanted.with("t.id is not null").where()
                : "access_token t" + wanted.where();
        var sql = SELECT.formatted(from + order, most) + order;
        try (var select = connection.prepareStatement(sql)) {
            wanted.set(select);
            try (var found = select.executeQuery()) {
                var tokens = new ArrayList<ListedToken>();
                while (found.next()) {
                    tokens.add(token(found, now));
                }
                return tokens;
            }
        }
    }

    /**
     * Who the users are whose login, name or email is asked for: how many, and the sum of their ids, which is another one when
     * they are others. Blank when nothing is asked of users.
     */
    String users(Conditions wanted) {
        return connections.lend(wanted::users);
    }

    /** How many there are, counted no further than this. */
    int count(Conditions wanted, int most) {
        return connections.lend(connection -> {
            var asked = wanted.counted(connection);
            try (var select = connection.prepareStatement("select count(*) from (select 1 from access_token t"
                    + asked.where() + " fetch first " + most + " rows only) counted")) {
                asked.set(select);
                try (var found = select.executeQuery()) {
                    found.next();
                    return found.getInt(1);
                }
            }
        });
    }

    private static ListedToken token(ResultSet row, Instant now) throws SQLException {
        var type = TokenType.valueOf(row.getString(4));
        var expiresOn = row.getObject(12, LocalDate.class);
        var endedAt = moment(row, 13);
        var revocation = endedAt == null
                ? null
                : new Ending(endedAt, RevocationReason.valueOf(row.getString(14)), row.getString(15));
        return new ListedToken(
                row.getLong(1),
                row.getLong(17),
                row.getString(2),
                row.getString(3),
                type,
                type.masked(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getObject(20, Long.class),
                row.getString(21),
                moment(row, 10),
                row.getString(11),
                expiresOn,
                Ending.first(expiresOn, revocation, now).orElse(null),
                row.getBoolean(18),
                moment(row, 19),
                row.getLong(16));
    }

    private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
