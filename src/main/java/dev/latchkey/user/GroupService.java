package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.user.GroupEvent.GroupCreated;
import dev.latchkey.user.GroupEvent.GroupDeleted;
import dev.latchkey.user.GroupEvent.GroupMemberAdded;
import dev.latchkey.user.GroupEvent.GroupMemberRemoved;
import dev.latchkey.user.GroupEvent.GroupUpdated;
import dev.latchkey.user.UserEvent.ServiceAccountHandedOver;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Manages groups and memberships. Changes of roles take effect on the next request of the members. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class GroupService {

    /** Memberships ended per transaction. */
    static final int BATCH = 1000;

    @Inject
    GroupRepository groups;

    @Inject
    UserRepository users;

    @Inject
    GroupRules owners;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws NotFoundException if no group has that name */
    public Group get(String name) {
        return groups.find(name).orElseThrow(() -> unknownGroup("name", name));
    }

    /**
     * The current state of a group that a page shows.
     *
     * @throws ConflictException if it was deleted
     */
    public Group get(SeenGroup seen) {
        return groups.get(seen);
    }

    /** @throws InvalidException if the name is missing or taken */
    public Group create(@Valid GroupDetails details) {
        if (details.name() == null) {
            throw new InvalidException("name", "group.name.invalid");
        }
        checkFree(details.name());
        var group = new Group(details.name(), details.description());
        groups.add(group);
        events.fire(new GroupCreated(group.id(), group.name()));
        return group;
    }

    /**
     * Changes the name or description of a group.
     *
     * @throws NotFoundException if no group has that name
     * @throws InvalidException if the new name is taken, or the group is built in and cannot be renamed
     * @throws ConflictException if the group has another version than the caller saw
     */
    public Group update(String name, @Valid GroupDetails details) {
        return update(lock("currentName", name), details);
    }

    /**
     * The same for the group that a page shows.
     *
     * @throws ConflictException when the group is no longer what was seen
     */
    public Group update(SeenGroup seen, @Valid GroupDetails details) {
        return update(groups.lock(seen), details);
    }

    private Group update(Group group, GroupDetails details) {
        if (details.version() != null && details.version() != group.version()) {
            throw SeenGroup.changed(group);
        }
        var previousName = group.name();
        var newName = Objects.requireNonNullElse(details.name(), previousName);
        if (group.isBuiltIn() && !newName.equals(previousName)) {
            throw new InvalidException("name", "group.builtIn", previousName);
        }
        if (!newName.equals(previousName)) {
            checkFree(newName);
        }
        var description = group.description();
        group.rename(newName);
        if (details.description() != null) {
            group.describe(details.description());
        }
        groups.flush(group);
        var described = !Objects.equals(description, group.description());
        if (!newName.equals(previousName) || described) {
            events.fire(new GroupUpdated(group.id(), previousName, newName, described));
        }
        return group;
    }

    /**
     * Hands over some of the service accounts that a group owns or, when it owns none, ends some of its memberships: see
     * {@link GroupDeletion}.
     *
     * @param newOwner the name of the group that is to own its service accounts; null or blank if it owns none
     * @return whether these were the last ones and the group was deleted
     * @throws NotFoundException if no group has one of the names
     * @throws InvalidException if the group is built in, or owns service accounts and the new owner is missing, the group
     * itself, or that of all users
     * @throws ConflictException if the new owner would own more service accounts than it may
     * @throws ForbiddenException if the policy does not allow the caller's token to hand over its service accounts
     */
    public boolean deleteInPart(String name, @Nullable String newOwner) {
        var accounts = lockAccounts(get(name), newOwner);
        return deleteInPart(lock("name", name), accounts, newOwner);
    }

    /**
     * The same for the group that a page shows.
     *
     * @throws ConflictException also when the group is no longer what was seen
     */
    public boolean deleteInPart(SeenGroup seen, @Nullable String newOwner) {
        var accounts = lockAccounts(groups.get(seen), newOwner);
        return deleteInPart(groups.lock(seen), accounts, newOwner);
    }

    /** The users before the groups everywhere, and those in order, so that no two transactions deadlock. */
    private List<User> lockAccounts(Group group, @Nullable String newOwner) {
        var accounts = groups.lockAccounts(group, BATCH);
        if (newOwner != null) {
            groups.find(newOwner).ifPresent(owner -> groups.lockInOrder(group, owner));
        }
        return accounts;
    }

    private boolean deleteInPart(Group group, List<User> accounts, @Nullable String newOwner) {
        var name = group.name();
        if (group.isBuiltIn()) {
            throw new InvalidException("name", "group.builtIn", name);
        }
        var owned = groups.countAccounts(group);
        if (owned > 0) {
            if (newOwner == null || newOwner.isBlank()) {
                throw new InvalidException("newOwner", "group.accounts", name, owned);
            }
            handOver(accounts, owned, group, lock("newOwner", newOwner));
            return false;
        }
        var members = groups.memberIds(group, BATCH);
        members.forEach(member -> events.fire(new GroupMemberRemoved(group.id(), name, member)));
        groups.removeMembers(group, members);
        if (members.size() == BATCH) {
            return false;
        }
        groups.delete(group);
        events.fire(new GroupDeleted(group.id(), name));
        return true;
    }

    /** @param owned the number to be handed over in all, checked now so that a deletion does not end half way */
    private void handOver(List<User> accounts, long owned, Group group, Group newOwner) {
        owners.checkHandOver();
        if (newOwner.id() == group.id()) {
            throw new InvalidException("newOwner", "group.accounts.itself", group.name());
        }
        owners.checkMayOwn("newOwner", newOwner, owned);
        accounts.forEach(account -> {
            account.handOverTo(newOwner);
            events.fire(new ServiceAccountHandedOver(account.id(), group.name(), newOwner.name()));
        });
    }

    /** The number of service accounts that the group of a page owns, deactivated ones too. */
    public long countAccounts(SeenGroup seen) {
        return groups.countAccounts(groups.get(seen));
    }

    /**
     * Adds a user to a group. Has no effect if the user is a member.
     *
     * @throws NotFoundException if the group or user does not exist
     * @throws InvalidException if the user is deactivated, or a service account and the group has a role
     * @throws ForbiddenException if the group has a role or owns service accounts, and the policy does not allow the caller's
     * token to change who has them
     */
    public void addMember(String name, String login) {
        // the user before the group everywhere, so that no two transactions deadlock
        var user = users.lockKnown(login);
        addMember(lock("name", name), user);
    }

    /**
     * For the user and group that a page shows.
     *
     * @throws ConflictException if either has changed since it was shown
     */
    public void addMember(SeenGroup seenGroup, SeenUser seenUser) {
        var user = users.lock(seenUser);
        addMember(groups.lock(seenGroup), user);
    }

    private void addMember(Group group, User user) {
        if (!user.isActive()) {
            throw new InvalidException("login", "user.inactive", user.login());
        }
        if (group.hasRole() && user.isServiceAccount()) {
            throw new InvalidException("login", "serviceAccount.role", user.login(), group.name());
        }
        owners.checkJoin(group);
        if (user.join(group)) {
            events.fire(new GroupMemberAdded(group.id(), group.name(), user.id()));
        }
    }

    /**
     * Removes a user from a group. Has no effect if the user is not a member.
     *
     * @throws NotFoundException if the group or user does not exist
     * @throws InvalidException if the group is that of all users, or the user is the last administrator
     * @throws ForbiddenException if the group has a role that the policy does not allow the caller's token to change
     */
    public void removeMember(String name, String login) {
        // the user before the group everywhere, so that no two transactions deadlock
        var user = users.lockKnown(login);
        removeMember(lock("name", name), user);
    }

    /**
     * For the user and group that a page shows.
     *
     * @throws ConflictException if either has changed since it was shown
     */
    public void removeMember(SeenGroup seenGroup, SeenUser seenUser) {
        var user = users.lock(seenUser);
        removeMember(groups.lock(seenGroup), user);
    }

    private void removeMember(Group group, User user) {
        if (group.isDefault()) {
            throw new InvalidException("name", "group.everybody", group.name());
        }
        owners.checkLeave(group);
        if (group.gives(Role.ADMINISTRATOR)) {
            users.requireAnotherAdministrator(user, clock.instant());
        }
        if (user.leave(group)) {
            events.fire(new GroupMemberRemoved(group.id(), group.name(), user.id()));
        }
    }

    /**
     * Groups whose name or description contains the text in any case, by name.
     *
     * @param offset the number of groups to skip, from 0
     * @param limit the maximum number of groups
     */
    public Page<Group> search(@Size(max = 255, message = "{api.group.query}") String text, int offset, int limit) {
        return groups.search(text, offset, limit);
    }

    /** The number of active members of each group; omits empty groups. */
    public Map<Long, Long> countMembers(Collection<Long> groupIds) {
        return groups.countMembers(groupIds);
    }

    /**
     * The groups of a user, by name.
     *
     * @throws NotFoundException if no user has that login
     */
    public Page<Membership> groupsOf(String login, @Valid MembershipQuery query) {
        return groups.groups(users.get(login), query);
    }

    /** For the user that a page shows. */
    public Page<Membership> groupsOf(SeenUser seen, @Valid MembershipQuery query) {
        return groups.groups(users.get(seen), query);
    }

    /**
     * The active users of a group, by login.
     *
     * @throws NotFoundException if no group has that name
     */
    public Page<Membership> usersOf(String name, @Valid MembershipQuery query) {
        return groups.users(get(name), query);
    }

    /**
     * The same for the group that a page shows.
     *
     * @throws ConflictException when it is deleted
     */
    public Page<Membership> usersOf(SeenGroup seen, @Valid MembershipQuery query) {
        return groups.users(get(seen), query);
    }

    private void checkFree(String name) {
        if (groups.find(name).isPresent()) {
            throw new InvalidException("name", "group.name.taken", name);
        }
    }

    private Group lock(String field, String name) {
        return groups.lock(name).orElseThrow(() -> unknownGroup(field, name));
    }

    private static NotFoundException unknownGroup(String field, String name) {
        return new NotFoundException(field, "group.unknown", name);
    }
}
