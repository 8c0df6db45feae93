package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Text;
import dev.latchkey.token.Lineage;
import dev.latchkey.token.TokenSummaries;
import dev.latchkey.token.TokenSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tokens of all users in the database. */
@ApplicationScoped
class InventoryRepository {

    /** The number of tokens per statement. */
    private static final int BATCH = 1000;

    @Inject
    Connections connections;

    /**
     * Tokens in this order.
     *
     * @param behind the position after which to start; null for the start
     * @param now decides which tokens are active
     */
    List<TokenSummary> list(Conditions wanted, Sort sort, @Nullable Position behind, int most, Instant now) {
        var further = behind == null ? wanted : wanted.with(behind.behind(sort.ascending()));
        var direction = sort.ascending() ? " asc" : " desc";
        var order = sort.order().key() + direction + ", t.id" + direction;
        return connections.lend(connection -> {
            var page = Sql.of("select t.* from access_token t")
                    .append(sort.order() == InventoryOrder.OWNER ? " join users u on u.id = t.user_id" : "")
                    .where(further.on(connection))
                    .append(" order by " + order + " fetch first " + most + " rows only");
            return TokenSummaries.list(connection, page, order, now);
        });
    }

    /** @param now decides whether it is active */
    Optional<TokenSummary> find(long id, Instant now) {
        var one = Conditions.NONE.among(List.of(id));
        return list(one, Sort.NEWEST_FIRST, null, 1, now).stream().findFirst();
    }

    /** The ids of matching tokens after this one, in order. */
    List<Long> ids(Conditions wanted, long behind, int most) {
        var further = wanted.with(Sql.of("t.id > ?", behind));
        return connections.lend(connection -> Sql.of("select t.id from access_token t")
                .where(further.on(connection))
                .append(" order by t.id fetch first " + most + " rows only")
                .list(connection, row -> row.getLong("id")));
    }

    /** Active tokens that descend from matching ones and do not match themselves. */
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
            good.addAll(ids(Conditions.active(now).among(chunk), 0, BATCH));
            ids(wanted.among(chunk), 0, BATCH).forEach(good::remove);
        }
        var newest = good.stream().limit(Descendants.MOST_LISTED).toList();
        return new Descendants(
                good.size(),
                newest.isEmpty()
                        ? List.of()
                        : list(Conditions.NONE.among(newest), Sort.NEWEST_FIRST, null, newest.size(), now));
    }

    /**
     * A fingerprint of the users that the query names by login, name or email: their number, and the sum of their ids.
     * Blank if the query names none.
     */
    String users(@Nullable InventoryQuery query) {
        var asked = new ArrayList<Sql>();
        if (query != null && !query.login().isEmpty()) {
            asked.add(Sql.of("folded_login = ?", Text.fold(query.login())));
        }
        for (var person : query == null ? List.<String>of() : List.of(query.owner(), query.creator())) {
            if (!person.isEmpty()) {
                asked.add(Sql.of("search_text like ?", Like.containing(person)));
            }
        }
        return connections.lend(connection -> {
            var users = new StringJoiner(",");
            for (var question : asked) {
                Sql.of("select count(*) || '/' || coalesce(sum(id), 0) as those from users")
                        .where(List.of(question))
                        .first(connection, row -> row.getString("those"))
                        .ifPresent(users::add);
            }
            return users.toString();
        });
    }

    /** The number of matching tokens, counted up to this maximum. */
    int count(Conditions wanted, int most) {
        return connections.lend(connection -> (int) Sql.of("select count(*) from (select 1 from access_token t")
                .where(wanted.on(connection))
                .append(" fetch first " + most + " rows only) counted")
                .count(connection));
    }
}
