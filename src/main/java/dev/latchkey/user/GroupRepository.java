package dev.latchkey.user;

import dev.latchkey.platform.persistence.Batches;
import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Like;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.user.MembershipQuery.Selection;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups and memberships in the database. */
@Dependent
class GroupRepository {

    @PersistenceContext
    EntityManager entityManager;

    Optional<Group> find(String name) {
        return entityManager
                .createQuery("select g from Group g where g.name = :name", Group.class)
                .setParameter("name", Text.clean(name))
                .getResultStream()
                .findFirst();
    }

    /** The existing groups with these names, by name. */
    Map<String, Group> findAll(Collection<String> names) {
        return Batches.of(names)
                .flatMap(some -> entityManager
                        .createQuery("select g from Group g where g.name in :names", Group.class)
                        .setParameter("names", some.stream().map(Text::clean).toList())
                        .getResultStream())
                .collect(Collectors.toMap(Group::name, group -> group));
    }

    /** Locks a group until the transaction ends. */
    Optional<Group> lock(String name) {
        return entityManager
                .createQuery("select g from Group g where g.name = :name", Group.class)
                .setParameter("name", Text.clean(name))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /**
     * Locks a group that a page showed.
     *
     * @throws ConflictException if it has changed since
     */
    Group lock(SeenGroup seen) {
        var group = known(seen, entityManager.find(Group.class, seen.id(), LockModeType.PESSIMISTIC_WRITE));
        seen.check(group);
        return group;
    }

    /**
     * The current state of a group that a page showed.
     *
     * @throws ConflictException if it was deleted
     */
    Group get(SeenGroup seen) {
        return known(seen, entityManager.find(Group.class, seen.id()));
    }

    private static Group known(SeenGroup seen, @Nullable Group group) {
        if (group == null) {
            throw new ConflictException(null, "group.gone", seen.name());
        }
        return group;
    }

    /** @throws InvalidException if the name is taken */
    void add(Group group) {
        entityManager.persist(group);
        flush(group);
    }

    /**
     * Flushes changes to the group.
     *
     * @throws InvalidException if the name is taken
     */
    void flush(Group group) {
        try {
            entityManager.flush();
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? new InvalidException("name", "group.name.taken", group.name()) : e;
        }
    }

    /** The names of the groups to which the user belongs, in order. */
    List<String> namesOf(String login) {
        return entityManager
                .createQuery(
                        "select g.name from User u join u.groups g where u.foldedLogin = :login order by g.name",
                        String.class)
                .setParameter("login", Text.fold(login))
                .getResultList();
    }

    /** Whether the user belongs to the group of that name. */
    boolean hasMember(String name, String login) {
        return !entityManager
                .createQuery(
                        "select u.id from User u join u.groups g where u.foldedLogin = :login and g.name = :name",
                        Long.class)
                .setParameter("login", Text.fold(login))
                .setParameter("name", Text.clean(name))
                .getResultList()
                .isEmpty();
    }

    /** Locks these groups until the transaction ends, in order of their ids. */
    void lockInOrder(Group one, Group other) {
        entityManager
                .createQuery("select g from Group g where g.id in :ids order by g.id", Group.class)
                .setParameter("ids", List.of(one.id(), other.id()))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The number of service accounts that the group owns, deactivated ones too. */
    long countAccounts(Group group) {
        return entityManager
                .createQuery("select count(u) from User u where u.owner = :group", Long.class)
                .setParameter("group", group)
                .getSingleResult();
    }

    /** The ids of those of these groups that own service accounts, deactivated ones too. */
    Set<Long> owning(Collection<Group> groups) {
        return Batches.of(groups)
                .flatMap(some -> entityManager
                        .createQuery("select distinct u.owner.id from User u where u.owner.id in :ids", Long.class)
                        .setParameter("ids", some.stream().map(Group::id).toList())
                        .getResultStream())
                .collect(Collectors.toSet());
    }

    /** Locks the first service accounts that the group owns, deactivated ones too, in order of their ids. */
    List<User> lockAccounts(Group group, int most) {
        // two statements, because H2 does not understand what EclipseLink makes of a limit and a lock
        var first = entityManager
                .createQuery("select u.id from User u where u.owner = :group order by u.id", Long.class)
                .setParameter("group", group)
                .setMaxResults(most)
                .getResultList();
        return first.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select u from User u where u.id in :ids and u.owner = :group order by u.id",
                                User.class)
                        .setParameter("ids", first)
                        .setParameter("group", group)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
    }

    /** The ids of the first members, in order. */
    List<Long> memberIds(Group group, int most) {
        return entityManager
                .createQuery("select u.id from User u join u.groups g where g.id = :group order by u.id", Long.class)
                .setParameter("group", group.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** Ends these memberships. The caller holds the lock. */
    void removeMembers(Group group, List<Long> first) {
        if (!first.isEmpty()) {
            entityManager
                    .createNativeQuery("delete from user_group_member where group_id = ? and user_id <= ?")
                    .setParameter(1, group.id())
                    .setParameter(2, first.get(first.size() - 1))
                    .executeUpdate();
        }
    }

    void delete(Group group) {
        entityManager.remove(group);
    }

    /** Groups whose name or description contains the text, by name. */
    Page<Group> search(String text, int offset, int limit) {
        var from = " from Group g where g.searchText like :text";
        var like = Like.containing(text);
        return new Page<>(
                entityManager
                        .createQuery("select g" + from + " order by g.name", Group.class)
                        .setParameter("text", like)
                        .setFirstResult(offset)
                        .setMaxResults(limit)
                        .getResultList(),
                entityManager
                        .createQuery("select count(g)" + from, Long.class)
                        .setParameter("text", like)
                        .getSingleResult());
    }

    /** The number of active members of each group; omits empty groups. */
    Map<Long, Long> countMembers(Collection<Long> groupIds) {
        if (groupIds.isEmpty()) {
            return Map.of();
        }
        return entityManager
                .createQuery(
                        "select g.id, count(u) from User u join u.groups g"
                                + " where g.id in :groups and u.active = true group by g.id",
                        Object[].class)
                .setParameter("groups", groupIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** The groups of a user, by name. */
    Page<Membership> groups(User user, MembershipQuery query) {
        // the description comes last: a match followed by a line break is in the name
        var like = Like.containing(query.text()) + "\n%";
        var from = " from Group g where g.searchText like :text"
                + only(query.selection(), "g.id", "select n.id from User m join m.groups n where m.id = :one");
        var found = list("select g" + from + " order by g.name", Group.class, user.id(), like, query);
        var own = new HashSet<>(user.groupNames());
        return new Page<>(
                found.stream()
                        .map(group -> new Membership(user, group, own.contains(group.name())))
                        .toList(),
                count("select count(g)" + from, user.id(), like, query));
    }

    /** The active users of a group, by login. */
    Page<Membership> users(Group group, MembershipQuery query) {
        var like = Like.containing(query.text());
        var from = " from User u where u.active = true and u.searchText like :text"
                + only(query.selection(), "u.id", "select m.id from User m join m.groups n where n.id = :one");
        var found = list("select u" + from + " order by u.login", User.class, group.id(), like, query);
        var members = members(group, found.stream().map(User::id).toList());
        return new Page<>(
                found.stream()
                        .map(user -> new Membership(user, group, members.contains(user.id())))
                        .toList(),
                count("select count(u)" + from, group.id(), like, query));
    }

    private Collection<Long> members(Group group, Collection<Long> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        return new HashSet<>(entityManager
                .createQuery(
                        "select u.id from User u join u.groups g where g.id = :group and u.id in :users", Long.class)
                .setParameter("group", group.id())
                .setParameter("users", userIds)
                .getResultList());
    }

    // Not EXISTS: EclipseLink binds no parameters next to it, and renders true in a way that H2 rejects.
    private static String only(Selection selection, String id, String selected) {
        return switch (selection) {
            case SELECTED -> " and " + id + " in (" + selected + ")";
            case DESELECTED -> " and " + id + " not in (" + selected + ")";
            case ALL -> "";
        };
    }

    private <T> List<T> list(String statement, Class<T> type, long one, String like, MembershipQuery query) {
        return bound(entityManager.createQuery(statement, type), one, like, query)
                .setFirstResult(query.offset())
                .setMaxResults(query.limit())
                .getResultList();
    }

    private long count(String statement, long one, String like, MembershipQuery query) {
        return bound(entityManager.createQuery(statement, Long.class), one, like, query)
                .getSingleResult();
    }

    private static <T> TypedQuery<T> bound(TypedQuery<T> statement, long one, String like, MembershipQuery query) {
        statement.setParameter("text", like);
        return query.selection() == Selection.ALL ? statement : statement.setParameter("one", one);
    }
}
