package dev.latchkey.user;

import dev.latchkey.platform.persistence.Batches;
import dev.latchkey.platform.persistence.Constraint;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import jakarta.enterprise.context.Dependent;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Users in the database, and what they belong to. */
@Dependent
class UserRepository {

    private static final String BATCH = "eclipselink.batch";
    private static final String BATCH_TYPE = "eclipselink.batch.type";

    /** So many times more slowly, at the least, H2 goes along an index backwards. */
    private static final int SLOWER_BACKWARDS = 20;

    /** So far down it may be worth a count before the list is read. */
    private static final int WORTH_A_COUNT = 1_000;

    @PersistenceContext
    EntityManager entityManager;

    /** Whatever the case of the login. */
    Optional<User> find(String login) {
        return entityManager
                .createQuery("select u from User u where u.foldedLogin = :login", User.class)
                .setParameter("login", Text.fold(login))
                .getResultStream()
                .findFirst();
    }

    /** Those of these logins that there are, by folded login, their groups included. */
    Map<String, User> findAll(Collection<String> logins) {
        return Batches.of(logins.stream().map(Text::fold).distinct().toList())
                .flatMap(some -> entityManager
                        .createQuery(
                                "select u from User u left join fetch u.groups where u.foldedLogin in :logins",
                                User.class)
                        .setParameter("logins", some)
                        .getResultStream())
                // once for each group
                .collect(Collectors.toMap(user -> Text.fold(user.login()), user -> user, (one, same) -> same));
    }

    /** With all that gives roles. */
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

    /** The same, and until the transaction ends nobody else changes the user or locks it. */
    Optional<User> lock(String login) {
        return entityManager
                .createQuery("select u from User u where u.foldedLogin = :login", User.class)
                .setParameter("login", Text.fold(login))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /**
     * The same for a user whom somebody saw.
     *
     * @throws ConflictException when it is no longer what was seen
     */
    User lock(SeenUser seen) {
        var user = known(seen, entityManager.find(User.class, seen.id(), LockModeType.PESSIMISTIC_WRITE));
        seen.check(user);
        return user;
    }

    /** What has become of a user whom somebody saw. */
    User get(SeenUser seen) {
        return known(seen, find(seen.id()));
    }

    private static User known(SeenUser seen, @Nullable User user) {
        if (user == null) {
            throw new NotFoundException("login", "user.unknown", seen.login());
        }
        return user;
    }

    /** @throws InvalidException when the login is taken */
    void add(User user) {
        entityManager.persist(user);
        flush(user);
    }

    /** Is written with the rest of the transaction: whoever took the login meanwhile rolls it back. */
    void addLater(User user) {
        entityManager.persist(user);
    }

    /** Lets go of everything that was read. Only for whoever has changed nothing. */
    void forgetRead() {
        entityManager.clear();
    }

    /**
     * Writes what has changed of the user.
     *
     * @throws InvalidException when the login is taken
     */
    void flush(User user) {
        try {
            entityManager.flush();
        } catch (PersistenceException e) {
            throw Constraint.uniqueViolated(e) ? new InvalidException("login", "user.login.taken", user.login()) : e;
        }
    }

    boolean isEmpty() {
        return entityManager
                .createQuery("select u.id from User u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Passes by the version: being here is no change that could be in the way of another. */
    void recordConnection(long id, Instant at, Instant unlessAfter) {
        entityManager
                .createNativeQuery("update users set last_connection_at = ? where id = ?"
                        + " and (last_connection_at is null or last_connection_at < ?)")
                .setParameter(1, at.atOffset(ZoneOffset.UTC))
                .setParameter(2, id)
                .setParameter(3, unlessAfter.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    /** Passes by the version: the password is the same. Nothing happens when it has become another one. */
    void replacePasswordHash(long id, String former, String hash) {
        entityManager
                .createNativeQuery("update users set password_hash = ? where id = ? and password_hash = ?")
                .setParameter(1, hash)
                .setParameter(2, id)
                .setParameter(3, former)
                .executeUpdate();
    }

    /** Passes by the version: how somebody likes the pages is no change that could be in the way of another. */
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

    /** Until the transaction ends nobody else passes here: what is known of administrators afterwards stays true. */
    void lockAdministrators() {
        entityManager.lock(group(Group.ADMINISTRATORS), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether somebody other than this user is an active administrator with a password that is good now. */
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

    /** @param emailToo whether the text may be found in the email, and so tell what it is */
    Page<User> search(UserQuery query, boolean emailToo) {
        var parameters = new HashMap<String, Object>();
        var where = where(query, emailToo, parameters);
        if (!query.ascending() && query.offset() >= WORTH_A_COUNT) {
            var total = count(where, parameters);
            if (query.offset() > total / SLOWER_BACKWARDS) {
                return new Page<>(fromTheEnd(query, where, parameters, total), total);
            }
        }
        var users = list(where + order(query, query.ascending()), parameters, query.offset(), query.limit());
        // A page that is not full says itself how many there are.
        return new Page<>(
                users,
                users.size() < query.limit() && (!users.isEmpty() || query.offset() == 0)
                        ? query.offset() + users.size()
                        : count(where, parameters));
    }

    /** The same part of the list, read in the direction of its index. */
    private List<User> fromTheEnd(UserQuery query, String where, Map<String, Object> parameters, long total) {
        var limit = (int) Math.min(query.limit(), total - query.offset());
        if (limit <= 0) {
            return List.of();
        }
        var users = list(where + order(query, true), parameters, (int) total - query.offset() - limit, limit);
        Collections.reverse(users);
        return users;
    }

    private List<User> list(String whereAndOrder, Map<String, Object> parameters, int offset, int limit) {
        return with(parameters, entityManager.createQuery("select u from User u" + whereAndOrder, User.class))
                .setFirstResult(offset)
                .setMaxResults(limit)
                .setHint(BATCH, "u.groups")
                .setHint(BATCH_TYPE, "IN")
                .getResultList();
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
            // the email is the last line: what a line break follows is login or name
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
        // The status has one value in all of them: with it H2 sees that the index is in that order already.
        var status = query.status() == UserQuery.Status.ALL ? "" : "u.active" + direction + ", ";
        return " order by "
                + status
                + switch (query.order()) {
                    case LOGIN -> "u.login" + direction;
                    case NAME -> "u.name" + direction + ", u.login" + direction;
                    // who never connected counts as the longest ago
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
