package dev.latchkey.user;

import dev.latchkey.platform.persistence.Batches;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users and their memberships in the database. */
@Dependent
class UserRepository {

    /** The condition that user {@code a} is a service account of a group of the {@code :manager}. */
    static final String MANAGED =
            "a.owner.id in (select g.id from User m join m.groups g where m.foldedLogin = :manager)";

    /** Two queries, as one would read all users: each has its index. */
    private static final String REACHABLE = "select id from users where folded_login = ? and active"
            + " and email is not null and owner_group_id is null union"
            + " select id from users where folded_email = ? and active and owner_group_id is null"
            + " order by 1 fetch first ? rows only";

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
                                "select id, login, name, email, active, owner_group_id is not null as account from users where folded_login = ?",
                                Text.fold(login))
                        .first(
                                connection,
                                row -> new SeenUser(
                                        row.getLong("id"),
                                        row.getString("login"),
                                        row.getString("name"),
                                        row.getString("email"),
                                        row.getBoolean("active"),
                                        row.getBoolean("account"))))
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

    /** Whether this user belongs to the group that owns the service account with this login. */
    boolean isManagedBy(String manager, String login) {
        return !entityManager
                .createQuery("select a.id from User a where a.foldedLogin = :login and " + MANAGED, Long.class)
                .setParameter("login", Text.fold(login))
                .setParameter("manager", Text.fold(manager))
                .getResultList()
                .isEmpty();
    }

    /** Those of these users that are service accounts of a group to which this user belongs. */
    Set<Long> managedBy(String manager, Collection<Long> ids) {
        return Batches.of(ids)
                .flatMap(some -> entityManager
                        .createQuery("select a.id from User a where a.id in :ids and " + MANAGED, Long.class)
                        .setParameter("ids", some)
                        .setParameter("manager", Text.fold(manager))
                        .getResultStream())
                .collect(Collectors.toSet());
    }

    /** Active people with this login or address, and an address. */
    List<Long> reachable(String loginOrEmail, int most) {
        return connections.lend(connection -> Sql.of(REACHABLE, Text.fold(loginOrEmail), Text.fold(loginOrEmail), most)
                .list(connection, row -> row.getLong("id")));
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

    /** Locks the user of this id: users are never deleted. */
    User lock(long id) {
        return Objects.requireNonNull(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
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
    void recordConnections(Collection<Long> ids, Instant at, Instant unlessAfter) {
        connections.lend(connection -> Sql.of("update users set last_connection_at = ? where ", at)
                .append(Sql.in("id", ids))
                .append(" and (last_connection_at is null or last_connection_at < ?)", unlessAfter)
                .update(connection));
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
}
