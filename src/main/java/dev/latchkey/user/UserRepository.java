package dev.latchkey.user;

import dev.latchkey.platform.persistence.Batches;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users and their memberships in the database. */
@Dependent
class UserRepository {

    private static final String BATCH = "eclipselink.batch";
    private static final String BATCH_TYPE = "eclipselink.batch.type";

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /** Ignores the case of the login. */
    Optional<User> find(String login) {
        return entityManager
                .createQuery("select u from User u where u.foldedLogin = :login", User.class)
                .setParameter("login", Text.fold(login))
                .getResultStream()
                .findFirst();
    }

    /** The existing users with these logins, with their groups, by folded login. */
    Map<String, User> findAll(Collection<String> logins) {
        return Batches.of(logins.stream().map(Text::fold).distinct().toList())
                .flatMap(some -> entityManager
                        .createQuery(
                                "select u from User u left join fetch u.groups where u.foldedLogin in :logins",
                                User.class)
                        .setParameter("logins", some)
                        .getResultStream())
                // one row per group
                .collect(Collectors.toMap(user -> Text.fold(user.login()), user -> user, (one, same) -> same));
    }

    /** @throws NotFoundException when no user has that login */
    User get(String login) {
        return find(login).orElseThrow(() -> unknown(login));
    }

    /**
     * Plain JDBC: the entity would cost as much as the list of its tokens.
     *
     * @throws NotFoundException when no user has that login
     */
    SeenUser seen(String login) {
        return connections
                .lend(connection -> Sql.of(
                                "select id, login, name, email, active from users where folded_login = ?",
                                Text.fold(login))
                        .first(
                                connection,
                                row -> new SeenUser(
                                        row.getLong("id"),
                                        row.getString("login"),
                                        row.getString("name"),
                                        row.getString("email"),
                                        row.getBoolean("active"))))
                .orElseThrow(() -> unknown(login));
    }

    /**
     * Locks the user until the transaction ends.
     *
     * @throws NotFoundException when no user has that login
     */
    User lockKnown(String login) {
        return lock(login).orElseThrow(() -> unknown(login));
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("login", "user.unknown", login);
    }

    /** Fetches the groups, which carry the roles. */
    Optional<User> findWithGroups(long id) {
        return entityManager
                .createQuery("select u from User u left join fetch u.groups where u.id = :id", User.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    @Nullable
    User find(long id) {
        return entityManager.find(User.class, id);
    }

    /** Locks the user until the transaction ends. */
    Optional<User> lock(String login) {
        return entityManager
                .createQuery("select u from User u where u.foldedLogin = :login", User.class)
                .setParameter("login", Text.fold(login))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /**
     * Locks a user that a page showed.
     *
     * @throws ConflictException if the user has changed since
     */
    User lock(SeenUser seen) {
        var user = known(seen, entityManager.find(User.class, seen.id(), LockModeType.PESSIMISTIC_WRITE));
        seen.check(user);
        return user;
    }

    /** The current state of a user that a page showed. */
    User get(SeenUser seen) {
        return known(seen, find(seen.id()));
    }

    private static User known(SeenUser seen, @Nullable User user) {
        if (user == null) {
            throw unknown(seen.login());
        }
        return user;
    }

    /** @throws InvalidException if the login is taken */
    void add(User user) {
        entityManager.persist(user);
        flush(user);
    }

    /** Inserts at the end of the transaction, which rolls back if the login is taken by then. */
    void addLater(User user) {
        entityManager.persist(user);
    }

    /** Clears the persistence context. Only for callers without pending changes. */
    void forgetRead() {
        entityManager.clear();
    }

    /**
     * Flushes changes to the user.
     *
     * @throws InvalidException if the login is taken
     */
    void flush(User user) {
        try {
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e)
                    ? new InvalidException("login", "user.login.taken", user.login())
                    : e;
        }
    }

    boolean isEmpty() {
        return entityManager
                .createQuery("select u.id from User u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Bypasses optimistic locking: recording a connection must not make an edit fail. */
    void recordConnection(long id, Instant at, Instant unlessAfter) {
        entityManager
                .createNativeQuery("update users set last_connection_at = ? where id = ?"
                        + " and (last_connection_at is null or last_connection_at < ?)")
                .setParameter(1, at.atOffset(ZoneOffset.UTC))
                .setParameter(2, id)
                .setParameter(3, unlessAfter.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** Bypasses optimistic locking: the password stays the same. Has no effect if it has changed. */
    void replacePasswordHash(long id, String former, String hash) {
        entityManager
                .createNativeQuery("update users set password_hash = ? where id = ? and password_hash = ?")
                .setParameter(1, hash)
                .setParameter(2, id)
                .setParameter(3, former)
                .executeUpdate();
    }

    /** Bypasses optimistic locking: changing preferences must not make an edit fail. */
    void recordPreferences(long id, Preferences preferences) {
        entityManager
                .createNativeQuery("update users set language = ?, appearance = ? where id = ?")
                .setParameter(1, preferences.language().name())
                .setParameter(2, preferences.appearance().name())
                .setParameter(3, id)
                .executeUpdate();
    }

    Group group(String name) {
        return entityManager
                .createQuery("select g from Group g where g.name = :name", Group.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    /**
     * Ensures that another active administrator can sign in when this one ceases to be one in the same transaction, which
     * holds the administrators locked until it ends: two who remove each other cannot both succeed.
     *
     * @throws InvalidException when the user is the last one
     */
    void requireAnotherAdministrator(User user, Instant now) {
        if (!user.isAdministrator()) {
            return;
        }
        lockAdministrators();
        if (!hasOtherAdministrator(user.id(), now)) {
            throw new InvalidException("login", "user.administrator.last", user.login());
        }
    }

    /** Serializes changes of administrators until the transaction ends. */
    void lockAdministrators() {
        entityManager.lock(group(Group.ADMINISTRATORS), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether another active administrator has a valid password. */
    boolean hasOtherAdministrator(long userId, Instant now) {
        return !entityManager
                .createQuery(
                        "select u.id from User u join u.groups g where g.role = :role and u.active = true and u.id <> :user"
                                + " and u.passwordHash is not null"
                                + " and (u.firstPasswordUntil is null or u.firstPasswordUntil > :now)",
                        Long.class)
                .setParameter("role", Role.ADMINISTRATOR)
                .setParameter("user", userId)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

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
        return new Page<>(inOrder(logins), isLast ? query.offset() + logins.size() : count(where, parameters));
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

    private long count(UserQuery.Status status) {
        var all = "select cast(coalesce(sum(n), 0) as bigint) from user_count";
        var query = status == UserQuery.Status.ALL
                ? entityManager.createNativeQuery(all)
                : entityManager
                        .createNativeQuery(all + " where active = ?")
                        .setParameter(1, status == UserQuery.Status.ACTIVE);
        return ((Number) query.getSingleResult()).longValue();
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
