package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
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
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Groups and who belongs to them. What a group gives or takes counts at the next request of its members. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class GroupService {

    /** How many memberships end in a transaction. */
    static final int BATCH = 1000;

    @Inject
    GroupRepository groups;

    @Inject
    UserRepository users;

    @Inject
    CurrentCaller caller;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** @throws NotFoundException when no group has that name */
    public Group get(String name) {
        return groups.find(name).orElseThrow(() -> unknownGroup(name));
    }

    /**
     * What has become of a group that a page shows.
     *
     * @throws ConflictException when it is deleted
     */
    public Group get(SeenGroup seen) {
        return groups.get(seen);
    }

    /** @throws InvalidException when the name is missing or taken */
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
     * Changes name or description of a group.
     *
     * @throws NotFoundException when no group has that name
     * @throws InvalidException when the new name is taken, or the group is one that keeps its name
     * @throws ConflictException when the group is no longer of the version that the caller saw
     */
    public Group update(String name, @Valid GroupDetails details) {
        return update(lock(name), details);
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
     * Ends some of the memberships of a group: see {@link GroupDeletion}.
     *
     * @return whether the group is deleted with them, because those were the last ones
     * @throws NotFoundException when no group has that name
     * @throws InvalidException when it is one that the product relies on
     */
    public boolean deleteInPart(String name) {
        return deleteInPart(lock(name));
    }

    /**
     * The same for the group that a page shows.
     *
     * @throws ConflictException when the group is no longer what was seen
     */
    public boolean deleteInPart(SeenGroup seen) {
        return deleteInPart(groups.lock(seen));
    }

    private boolean deleteInPart(Group group) {
        var name = group.name();
        if (group.isBuiltIn()) {
            throw new InvalidException("name", "group.builtIn", name);
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

    /**
     * Makes a user a member; also fine for one who is a member already.
     *
     * @throws NotFoundException when there is no such group or user
     * @throws InvalidException when the user is deactivated
     * @throws ForbiddenException when the group has a role and the caller came with a token that may not change that
     */
    public void addMember(String name, String login) {
        var user = lockUser(login);
        addMember(lock(name), user);
    }

    /**
     * The same for the two whom a page shows.
     *
     * @throws ConflictException when one of them is no longer what was seen
     */
    public void addMember(SeenGroup seenGroup, SeenUser seenUser) {
        var user = users.lock(seenUser);
        addMember(groups.lock(seenGroup), user);
    }

    private void addMember(Group group, User user) {
        if (!user.isActive()) {
            throw new InvalidException("login", "user.inactive", user.login());
        }
        checkRole(group);
        if (user.join(group)) {
            events.fire(new GroupMemberAdded(group.id(), group.name(), user.id()));
        }
    }

    /**
     * Ends a membership; also fine for one who is no member.
     *
     * @throws NotFoundException when there is no such group or user
     * @throws InvalidException when it is the group of all users, or the user the last administrator
     * @throws ForbiddenException when the group has a role and the caller came with a token that may not change that
     */
    public void removeMember(String name, String login) {
        var user = lockUser(login);
        removeMember(lock(name), user);
    }

    /**
     * The same for the two whom a page shows.
     *
     * @throws ConflictException when one of them is no longer what was seen
     */
    public void removeMember(SeenGroup seenGroup, SeenUser seenUser) {
        var user = users.lock(seenUser);
        removeMember(groups.lock(seenGroup), user);
    }

    private void removeMember(Group group, User user) {
        if (group.isDefault()) {
            throw new InvalidException("name", "group.everybody", group.name());
        }
        checkRole(group);
        if (group.gives(Role.ADMINISTRATOR)) {
            LastAdministrator.mayCease(user, users, clock.instant());
        }
        if (user.leave(group)) {
            events.fire(new GroupMemberRemoved(group.id(), group.name(), user.id()));
        }
    }

    /**
     * Groups whose name or description contains the text in any case, by name.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at the most
     */
    public Page<Group> search(@Size(max = 255, message = "{group.query.invalid}") String text, int offset, int limit) {
        return groups.search(text, offset, limit);
    }

    /** How many active members each of these groups has; groups without any are left out. */
    public Map<Long, Long> countMembers(Collection<Long> groupIds) {
        return groups.countMembers(groupIds);
    }

    /**
     * Groups as seen from a user, by name.
     *
     * @throws NotFoundException when nobody has that login
     */
    public Page<Membership> groupsOf(String login, @Valid MembershipQuery query) {
        return groups.groups(users.find(login).orElseThrow(() -> unknownUser(login)), query);
    }

    /** The same for the user whom a page shows. */
    public Page<Membership> groupsOf(SeenUser seen, @Valid MembershipQuery query) {
        return groups.groups(users.get(seen), query);
    }

    /**
     * Active users as seen from a group, by login.
     *
     * @throws NotFoundException when no group has that name
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

    /** Members of a group with a role have that role, and so have their tokens. */
    private void checkRole(Group group) {
        if (group.hasRole()) {
            caller.check(CredentialAct.CHANGE_ROLE);
        }
    }

    private void checkFree(String name) {
        if (groups.find(name).isPresent()) {
            throw new InvalidException("name", "group.name.taken", name);
        }
    }

    private Group lock(String name) {
        return groups.lock(name).orElseThrow(() -> unknownGroup(name));
    }

    // always before the group, so that two who lock both do not wait for each other
    private User lockUser(String login) {
        return users.lock(login).orElseThrow(() -> unknownUser(login));
    }

    private static NotFoundException unknownUser(String login) {
        return new NotFoundException("login", "user.unknown", login);
    }

    private static NotFoundException unknownGroup(String name) {
        return new NotFoundException("name", "group.unknown", name);
    }
}
