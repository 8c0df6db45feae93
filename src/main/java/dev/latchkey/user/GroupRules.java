package dev.latchkey.user;

import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Decides which group may own a service account (docs/decisions/0036), and who may change the members of a group whose members
 * may more than others.
 */
@Dependent
class GroupRules {

    private static final int MOST_CHOICES = 1_000;

    @Inject
    GroupRepository groups;

    @Inject
    CurrentCaller caller;

    @Inject
    Settings settings;

    /**
     * The group that is to own another service account, locked until the transaction ends.
     *
     * @throws ForbiddenException if the caller is neither a member nor an administrator, whether or not the group exists
     * @throws NotFoundException if the group does not exist
     * @throws InvalidException if the name is empty, or every user belongs to the group
     * @throws ConflictException if the group owns as many as it may
     */
    Group lock(String name) {
        if (name.isEmpty()) {
            throw new InvalidException("group", "serviceAccount.group.missing");
        }
        if (!caller.isAdministrator() && !groups.hasMember(name, caller.login())) {
            throw new ForbiddenException("group", "serviceAccount.group.forbidden", name);
        }
        var group = groups.lock(name).orElseThrow(() -> new NotFoundException("group", "group.unknown", name));
        checkMayOwn("group", group, 1);
        return group;
    }

    /** The names of the groups among which the caller may choose, at most a thousand. */
    List<String> choices() {
        var names = caller.isAdministrator()
                ? groups.search("", 0, MOST_CHOICES).items().stream().map(Group::name)
                : groups.namesOf(caller.login()).stream();
        return names.filter(name -> !name.equals(Group.USERS)).toList();
    }

    /**
     * Checks that a group may own more service accounts.
     *
     * @param field the parameter that names the group
     * @param group locked by the transaction
     * @throws InvalidException if every user belongs to the group
     * @throws ConflictException if it would own more than it may
     */
    void checkMayOwn(String field, Group group, long more) {
        if (group.isDefault()) {
            throw new InvalidException(field, "serviceAccount.group.everybody", group.name());
        }
        var most = settings.limit(Limit.SERVICE_ACCOUNTS);
        if (groups.countAccounts(group) + more > most) {
            throw new ConflictException(null, "serviceAccount.limit", group.name(), most);
        }
    }

    /**
     * The ids of those of these groups whose members may more than others: members of a group with a role hold that role, those
     * of an owner manage its service accounts, and so do their tokens.
     */
    Set<Long> givingMore(Collection<Group> some) {
        var giving = groups.owning(some);
        some.stream().filter(Group::hasRole).forEach(group -> giving.add(group.id()));
        return giving;
    }

    /**
     * Checks that a member may be added.
     *
     * @param group locked by the transaction
     * @throws ForbiddenException if the policy does not allow the caller's token to add a member
     */
    void checkJoin(Group group) {
        if (!givingMore(List.of(group)).isEmpty()) {
            caller.check(CredentialAct.CHANGE_ROLE);
        }
    }

    /** @throws ForbiddenException if the policy does not allow the caller's token to remove a member */
    void checkLeave(Group group) {
        if (group.hasRole()) {
            caller.check(CredentialAct.CHANGE_ROLE);
        }
    }

    /**
     * Whoever manages a service account generates tokens for it, which outlive the caller's.
     *
     * @throws ForbiddenException if the policy does not allow the caller's token to hand one over
     */
    void checkHandOver() {
        caller.check(CredentialAct.CHANGE_ROLE);
    }
}
