package dev.latchkey.user;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.user.FoundUsers.Place;
import dev.latchkey.user.FoundUsers.Search;
import dev.latchkey.user.UserQuery.Order;
import dev.latchkey.user.UserQuery.Status;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pages of users from the database. */
@Dependent
class UserListRepository {

    private static final String BATCH = "eclipselink.batch";
    private static final String BATCH_TYPE = "eclipselink.batch.type";

    /** Plain JDBC: entities would cost several times as much, and be shown once. */
    private static final String SELECT = """
            select u.id, u.version, u.login, u.name, u.email, u.active, u.owner_group_id is not null as account,
                   u.last_connection_at
            from %s""";

    /** Reads only logins, which the index has: the database skips earlier pages without reading their users. */
    private static final String SKIPPING = "(select u.login from users u%s) page join users u on u.login = page.login";

    /** On its own: within the other query, PostgreSQL would read all groups for each user. */
    private static final String GROUPS =
            "select m.user_id, g.name from user_group_member m join user_group g on g.id = m.group_id where ";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    @Inject
    FoundUsers found;

    /** @param emailToo whether to search the email, which reveals it */
    Page<UserSummary> search(UserQuery query, boolean emailToo) {
        return connections.lend(connection -> {
            var search = new Search(query, emailToo);
            var where = where(query, emailToo);
            // Before anything else: what is remembered must not be older than the changes.
            var changes = query.hasOnlyStatus() && !isFar(query) ? null : changes(connection, query);
            if (query.hasOnlyStatus()) {
                var total = count(connection, query.status());
                return new Page<>(list(connection, search, query, where, changes, total), total);
            }
            var users = list(connection, search, query, where, changes, null);
            // A page that is not full determines the total.
            var isLast = users.size() < query.limit() && (!users.isEmpty() || query.offset() == 0);
            return new Page<>(
                    users, isLast ? query.offset() + users.size() : count(connection, search, where, changes));
        });
    }

    /** Whether its page is read from a remembered place, if there is one. */
    private static boolean isFar(UserQuery query) {
        return query.offset() >= FoundUsers.STEP && query.order() == Order.LOGIN && query.ascending();
    }

    /**
     * The database skips earlier users one by one: a page far down is read from a place that an earlier page has found, or
     * backward if the end is nearer.
     *
     * @param changes null if nothing is remembered
     * @param total null if unknown
     */
    private List<UserSummary> list(
            Connection connection,
            Search search,
            UserQuery query,
            List<Sql> where,
            @Nullable Long changes,
            @Nullable Long total)
            throws SQLException {
        if (total != null && query.offset() >= total) {
            return List.of();
        }
        if (changes == null || !isFar(query)) {
            return fromNearerEnd(connection, query, where, total);
        }
        var place = found.place(search, changes, query.offset());
        var users = place.isPresent()
                ? from(place.get(), connection, query, where)
                : fromNearerEnd(connection, query, where, total);
        if (!users.isEmpty()) {
            found.remember(
                    search, new Place(changes, query.offset(), users.get(0).login()));
        }
        return users;
    }

    private static List<UserSummary> from(Place place, Connection connection, UserQuery query, List<Sql> where)
            throws SQLException {
        var behind = new ArrayList<>(where);
        behind.add(Sql.of("u.login >= ?", place.login()));
        return read(connection, behind, query, true, query.offset() - place.offset(), query.limit());
    }

    private static List<UserSummary> fromNearerEnd(
            Connection connection, UserQuery query, List<Sql> where, @Nullable Long total) throws SQLException {
        if (total == null || query.offset() <= total - query.offset() - query.limit()) {
            return read(connection, where, query, query.ascending(), query.offset(), query.limit());
        }
        var behind = total - query.offset() - query.limit();
        var size = (int) Math.min(query.limit(), total - query.offset());
        var users = read(connection, where, query, !query.ascending(), (int) Math.max(behind, 0), size);
        Collections.reverse(users);
        return users;
    }

    /** The limit is no parameter, because PostgreSQL would plan the statement anew each time. */
    private static List<UserSummary> read(
            Connection connection, List<Sql> where, UserQuery query, boolean ascending, int offset, int limit)
            throws SQLException {
        var order = order(query, ascending);
        var fetch = " fetch next " + limit + " rows only";
        var wanted = Sql.of("").where(where).append(order);
        // In another order, H2 uses an index only if it has every column of the query, as for the inner one.
        var page = offset == 0 && query.order() == Order.LOGIN
                ? wanted.append(fetch).in("users u%s")
                : wanted.append(" offset ? rows" + fetch, offset).in(SKIPPING).append(order);
        var users = page.in(SELECT).list(connection, UserListRepository::withoutGroups);
        if (users.isEmpty()) {
            return users;
        }
        var groups = groups(connection, users.stream().map(UserSummary::id).toList());
        return users.stream()
                .map(user -> user.in(groups.getOrDefault(user.id(), List.of())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static UserSummary withoutGroups(ResultSet row) throws SQLException {
        return new UserSummary(
                row.getLong("id"),
                row.getInt("version"),
                row.getString("login"),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("active"),
                row.getBoolean("account"),
                Sql.moment(row, "last_connection_at"),
                List.of());
    }

    /** The names of the groups of each user, in alphabetical order. */
    private static Map<Long, List<String>> groups(Connection connection, List<Long> users) throws SQLException {
        return Sql.of(GROUPS)
                .append(Sql.in("m.user_id", users))
                .append(" order by g.name")
                .list(connection, row -> Map.entry(row.getLong("user_id"), row.getString("name")))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /**
     * Service accounts by login.
     *
     * @param manager the login of a user who belongs to the group that owns each of them; null for all
     */
    Page<User> accounts(ServiceAccountQuery query, @Nullable String manager) {
        var parameters = new HashMap<String, Object>();
        parameters.put("active", query.active());
        parameters.put("text", Like.containing(query.text()));
        if (manager != null) {
            parameters.put("manager", Text.fold(manager));
        }
        var from = " from User a where a.owner is not null and a.active = :active and a.searchText like :text"
                + (manager == null ? "" : " and " + UserRepository.MANAGED);
        return new Page<>(
                with(parameters, entityManager.createQuery("select a" + from + " order by a.login", User.class))
                        .setHint(BATCH, "a.groups")
                        .setHint(BATCH_TYPE, "IN")
                        .setFirstResult(query.offset())
                        .setMaxResults(query.limit())
                        .getResultList(),
                with(parameters, entityManager.createQuery("select count(a)" + from, Long.class))
                        .getSingleResult());
    }

    private static long count(Connection connection, Status status) throws SQLException {
        var all = Sql.of("select coalesce(sum(n), 0) from user_count");
        return (status == Status.ALL ? all : all.append(" where active = ?", status == Status.ACTIVE))
                .count(connection);
    }

    private long count(Connection connection, Search search, List<Sql> where, @Nullable Long changes)
            throws SQLException {
        var known = changes == null ? OptionalLong.empty() : found.number(search, changes);
        if (known.isPresent()) {
            return known.getAsLong();
        }
        var number = Sql.of("select count(*) from users u").where(where).count(connection);
        if (changes != null) {
            found.remember(search, changes, number);
        }
        return number;
    }

    /** Null if the database does not count them; it does not count connections as changes. */
    private static @Nullable Long changes(Connection connection, UserQuery query) throws SQLException {
        return query.connectedAfter() == null && query.connectedBefore() == null
                ? Sql.of("select cast(changes as bigint) as changes from user_change")
                        .list(connection, row -> row.getObject("changes", Long.class))
                        .get(0)
                : null;
    }

    private static List<Sql> where(UserQuery query, boolean emailToo) {
        var conditions = new ArrayList<Sql>();
        if (query.status() != Status.ALL) {
            conditions.add(Sql.of("u.active = ?", query.status() == Status.ACTIVE));
        }
        if (query.login() != null) {
            conditions.add(Sql.of("u.folded_login = ?", Text.fold(query.login())));
        }
        if (!query.text().isEmpty()) {
            // the email comes last: a match followed by a line break is in login or name
            conditions.add(Sql.of("u.search_text like ?", Like.containing(query.text()) + (emailToo ? "" : "\n%")));
        }
        if (query.connectedAfter() != null) {
            conditions.add(Sql.of("u.last_connection_at >= ?", query.connectedAfter()));
        }
        if (query.connectedBefore() != null) {
            conditions.add(
                    Sql.of("(u.last_connection_at <= ? or u.last_connection_at is null)", query.connectedBefore()));
        }
        return conditions;
    }

    /** Names the status if all users have the same: otherwise H2 does not see that an index has the order, and sorts them all. */
    private static String order(UserQuery query, boolean ascending) {
        var direction = ascending ? " asc" : " desc";
        return " order by "
                + (query.status() == Status.ALL ? "" : "u.active" + direction + ", ")
                + switch (query.order()) {
                    case LOGIN -> "u.login" + direction;
                    case NAME -> "u.name" + direction + ", u.login" + direction;
                    // never connected sorts as the longest ago
                    case LAST_CONNECTION ->
                        "u.last_connection_at" + direction + (ascending ? " nulls first" : " nulls last") + ", u.login"
                                + direction;
                };
    }

    private static <T> TypedQuery<T> with(Map<String, Object> parameters, TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
