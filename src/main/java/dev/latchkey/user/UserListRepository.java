package dev.latchkey.user;

import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pages of users from the database. */
@Dependent
class UserListRepository {

    private static final String BATCH = "eclipselink.batch";
    private static final String BATCH_TYPE = "eclipselink.batch.type";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    FoundUsers found;

    /** @param emailToo whether to search the email, which reveals it */
    Page<User> search(UserQuery query, boolean emailToo) {
        var parameters = new HashMap<String, Object>();
        var where = where(query, emailToo, parameters);
        if (query.hasOnlyStatus()) {
            var total = count(query.status());
            return new Page<>(inOrder(fromNearerEnd(query, where, parameters, total)), total);
        }
        var logins = logins(where + order(query, query.ascending()), parameters, query.offset(), query.limit());
        // A page that is not full determines the total.
        var isLast = logins.size() < query.limit() && (!logins.isEmpty() || query.offset() == 0);
        return new Page<>(inOrder(logins), isLast ? query.offset() + logins.size() : count(query, where, parameters));
    }

    /** The database skips earlier users one by one, so the second half is read backward from the end. */
    private List<String> fromNearerEnd(UserQuery query, String where, Map<String, Object> parameters, long total) {
        var behind = total - query.offset() - query.limit();
        if (query.offset() <= behind) {
            return logins(where + order(query, query.ascending()), parameters, query.offset(), query.limit());
        }
        var size = (int) Math.min(query.limit(), total - query.offset());
        if (size <= 0) {
            return List.of();
        }
        var logins = logins(where + order(query, !query.ascending()), parameters, (int) Math.max(behind, 0), size);
        Collections.reverse(logins);
        return logins;
    }

    /** Reads only logins, which the index has: the database skips earlier pages without reading their users. */
    private List<String> logins(String whereAndOrder, Map<String, Object> parameters, int offset, int limit) {
        return with(parameters, entityManager.createQuery("select u.login from User u" + whereAndOrder, String.class))
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    private List<User> inOrder(List<String> logins) {
        if (logins.isEmpty()) {
            return List.of();
        }
        var users = entityManager
                .createQuery("select u from User u where u.login in :logins", User.class)
                .setParameter("logins", logins)
                .setHint(BATCH, "u.groups")
                .setHint(BATCH_TYPE, "IN")
                .getResultStream()
                .collect(Collectors.toMap(User::login, user -> user));
        // a user renamed in between is missing
        return logins.stream().map(users::get).filter(Objects::nonNull).toList();
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

    private long count(UserQuery.Status status) {
        var all = "select cast(coalesce(sum(n), 0) as bigint) from user_count";
        var query = status == UserQuery.Status.ALL
                ? entityManager.createNativeQuery(all)
                : entityManager
                        .createNativeQuery(all + " where active = ?")
                        .setParameter(1, status == UserQuery.Status.ACTIVE);
        return ((Number) query.getSingleResult()).longValue();
    }

    /** Connections are not counted as changes. */
    private long count(UserQuery query, String where, Map<String, Object> parameters) {
        var changes = query.connectedAfter() == null && query.connectedBefore() == null ? changes() : null;
        return changes == null
                ? count(where, parameters)
                : found.number(
                        new FoundUsers.Search(where, Map.copyOf(parameters)),
                        changes.longValue(),
                        () -> count(where, parameters));
    }

    /** Null if the database does not count them. */
    private @Nullable Number changes() {
        return (Number) entityManager
                .createNativeQuery("select changes from user_change")
                .getSingleResult();
    }

    private long count(String where, Map<String, Object> parameters) {
        return with(parameters, entityManager.createQuery("select count(u) from User u" + where, Long.class))
                .getSingleResult();
    }

    private static String where(UserQuery query, boolean emailToo, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        if (query.status() != UserQuery.Status.ALL) {
            conditions.add("u.active = :active");
            parameters.put("active", query.status() == UserQuery.Status.ACTIVE);
        }
        if (query.login() != null) {
            conditions.add("u.foldedLogin = :login");
            parameters.put("login", Text.fold(query.login()));
        }
        if (!query.text().isEmpty()) {
            conditions.add("u.searchText like :text");
            // the email comes last: a match followed by a line break is in login or name
            parameters.put("text", Like.containing(query.text()) + (emailToo ? "" : "\n%"));
        }
        if (query.connectedAfter() != null) {
            conditions.add("u.lastConnectionAt >= :after");
            parameters.put("after", query.connectedAfter());
        }
        if (query.connectedBefore() != null) {
            conditions.add("(u.lastConnectionAt <= :before or u.lastConnectionAt is null)");
            parameters.put("before", query.connectedBefore());
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static String order(UserQuery query, boolean ascending) {
        var direction = ascending ? " asc" : " desc";
        return " order by "
                + switch (query.order()) {
                    case LOGIN -> "u.login" + direction;
                    case NAME -> "u.name" + direction + ", u.login" + direction;
                    // never connected sorts as the longest ago
                    case LAST_CONNECTION ->
                        "u.lastConnectionAt" + direction + (ascending ? " nulls first" : " nulls last") + ", u.login"
                                + direction;
                };
    }

    private static <T> TypedQuery<T> with(Map<String, Object> parameters, TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
