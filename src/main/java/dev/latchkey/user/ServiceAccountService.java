package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.UserEvent.ServiceAccountCreated;
import dev.latchkey.user.UserEvent.ServiceAccountHandedOver;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserEvent.UserReactivated;
import dev.latchkey.user.UserEvent.UserUpdated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;

/**
 * Manages service accounts: users that belong to a group instead of a person, and have tokens but no password. Members of
 * the group manage them, administrators all of them.
 */
@Stateless
@RolesAllowed(Role.USER)
public class ServiceAccountService {

    @Inject
    UserRepository users;

    @Inject
    GroupRules groups;

    @Inject
    Managers managers;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Creates a service account, or reactivates a deactivated one with that login; revoked tokens stay revoked.
     *
     * @throws ForbiddenException if the caller is neither a member of the group nor an administrator, does not manage the
     * deactivated one, or the policy does not allow the caller's token to create users, or to hand over the deactivated one
     * @throws NotFoundException if the group does not exist
     * @throws InvalidException if another user has that login, or every user belongs to the group
     * @throws ConflictException if the group owns as many as it may
     */
    public User create(@Valid NewServiceAccount details) {
        managers.checkNew();
        var known = users.lock(details.login()).orElse(null);
        if (known == null) {
            var owner = groups.lock(details.group());
            var account = new User(details, owner, users.group(Group.USERS), clock.instant());
            users.add(account);
            events.fire(new ServiceAccountCreated(account.id(), owner.name()));
            return account;
        }
        if (known.isActive() || !known.isServiceAccount()) {
            throw new InvalidException("login", "user.login.taken", details.login());
        }
        managers.check(known.login());
        known.reactivate(details);
        events.fire(new UserReactivated(known.id(), known.login()));
        handOver(known, details.group());
        users.flush(known);
        return known;
    }

    /**
     * Changes the name or the owner of a service account.
     *
     * @throws ForbiddenException if the caller does not manage it, whether or not it exists, or is neither a member of the
     * new owner nor an administrator, or the policy does not allow the caller's token to hand it over
     * @throws NotFoundException if no user has that login, or the group does not exist
     * @throws InvalidException if it is deactivated or a person, or every user belongs to the group
     * @throws ConflictException if it has another version than the caller saw, or the group owns as many as it may
     */
    public User update(String login, @Valid ServiceAccountUpdate update) {
        return update(lock(login), update);
    }

    /**
     * The same for the service account that a page shows.
     *
     * @throws ConflictException when it is no longer what was seen
     */
    public User update(SeenUser seen, @Valid ServiceAccountUpdate update) {
        return update(lock(seen), update);
    }

    private User update(User account, ServiceAccountUpdate update) {
        if (!account.isActive()) {
            throw new InvalidException("login", "user.inactive", account.login());
        }
        if (update.version() != null && update.version() != account.version()) {
            throw SeenUser.changed(account);
        }
        var described = account.describe(new UserUpdate(null, update.name(), null, null));
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(account.id(), described, null));
        }
        if (update.group() != null) {
            handOver(account, update.group());
        }
        users.flush(account);
        return account;
    }

    private void handOver(User account, String group) {
        var former = account.ownerName();
        if (group.equals(former)) {
            return;
        }
        groups.checkHandOver();
        var owner = groups.lock(group);
        account.handOverTo(owner);
        events.fire(new ServiceAccountHandedOver(account.id(), former, owner.name()));
    }

    /**
     * Deactivates a service account and ends all its tokens at once. Has no effect on a deactivated one.
     *
     * @throws ForbiddenException if the caller does not manage it, whether or not it exists
     * @throws NotFoundException if no user has that login
     * @throws InvalidException if it is a person, or the caller itself
     */
    public User deactivate(String login) {
        return deactivate(lock(login));
    }

    /**
     * The same for the service account that a page shows.
     *
     * @throws ConflictException when it is no longer what was seen
     */
    public User deactivate(SeenUser seen) {
        return deactivate(lock(seen));
    }

    private User deactivate(User account) {
        if (managers.isCaller(account)) {
            throw new InvalidException("login", "user.deactivate.oneself");
        }
        if (account.isActive()) {
            account.deactivate();
            users.flush(account);
            events.fire(new UserDeactivated(account.id()));
        }
        return account;
    }

    /**
     * The current state of a service account that a page shows.
     *
     * @throws ForbiddenException if the caller does not manage it
     */
    public User get(SeenUser seen) {
        managers.check(seen);
        return users.get(seen);
    }

    /** The names of the groups among which the caller may choose an owner, at most a thousand. */
    public List<String> owners() {
        return groups.choices();
    }

    /** Authorization first, so that callers cannot probe which service accounts exist. */
    private User lock(String login) {
        managers.check(login);
        return account(users.lockKnown(login));
    }

    private User lock(SeenUser seen) {
        managers.check(seen);
        return account(users.lock(seen));
    }

    private User account(User user) {
        // once more, because it may have been handed over while this waited for the lock
        managers.check(user.login());
        if (!user.isServiceAccount()) {
            throw new InvalidException("login", "serviceAccount.person", user.login());
        }
        return user;
    }
}
