package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.UserEvent.LoginChanged;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserAnonymized;
import dev.latchkey.user.UserEvent.UserCreated;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserEvent.UserReactivated;
import dev.latchkey.user.UserEvent.UserUpdated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.UUID;

/** Manages users. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class UserService {

    @Inject
    UserRepository users;

    @Inject
    FirstPasswords passwords;

    @Inject
    CurrentCaller caller;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Creates a user, or reactivates a deactivated one with that login; revoked tokens stay revoked. The password, if any, is a
     * first password; one that breaks {@link PasswordRule} allows nothing but its change.
     *
     * @throws InvalidException if an active user or a service account has that login
     * @throws ForbiddenException if the policy does not allow the caller's token to create users
     */
    public User create(@Valid NewUser details) {
        caller.check(CredentialAct.CREATE_USER);
        // before any lock, as hashing takes a while
        var password = details.password() == null ? null : passwords.any(details, details.password());
        var user = users.lock(details.login()).orElse(null);
        if (user == null) {
            user = new User(details, users.group(Group.USERS), clock.instant());
            users.add(user);
            events.fire(new UserCreated(user.id()));
        } else if (user.isActive()) {
            throw new InvalidException("login", "user.login.taken", details.login());
        } else if (user.isServiceAccount()) {
            throw new InvalidException("login", "serviceAccount.reactivate", user.login());
        } else {
            user.reactivate(details);
            events.fire(new UserReactivated(user.id(), user.login()));
        }
        if (password != null) {
            user.givePassword(password);
        }
        return user;
    }

    /**
     * Reactivates a user with these details; revoked tokens stay revoked.
     *
     * @throws ConflictException if the user has changed since it was shown
     * @throws InvalidException if the password breaks a rule, or it is a service account
     */
    public User reactivate(SeenUser seen, @Valid NewUser details) {
        caller.check(CredentialAct.CREATE_USER);
        var password = details.password() == null ? null : passwords.keepingTheRule(details, details.password());
        var user = users.lock(seen);
        if (user.isActive()) {
            throw SeenUser.changed(user);
        }
        if (user.isServiceAccount()) {
            throw new InvalidException("login", "serviceAccount.reactivate", user.login());
        }
        user.reactivate(details);
        if (password != null) {
            user.givePassword(password);
        }
        events.fire(new UserReactivated(user.id(), user.login()));
        return user;
    }

    /**
     * Changes login, name or email of a user. Sessions and tokens stay valid, as they do not depend on the login.
     *
     * @throws NotFoundException if no user has that login
     * @throws InvalidException if the user is deactivated, the new login is taken, or a service account would have an email
     * @throws ConflictException if the user has another version than the caller saw
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords, for which a new email is
     * enough, or to change the email of an administrator
     */
    public User update(String login, @Valid UserUpdate update) {
        return update(users.lockKnown(login), update);
    }

    /**
     * The same for the user whom a page shows.
     *
     * @throws ConflictException when the user is no longer what was seen
     */
    public User update(SeenUser seen, @Valid UserUpdate update) {
        return update(users.lock(seen), update);
    }

    private User update(User user, UserUpdate update) {
        checkActive(user);
        if (update.version() != null && update.version() != user.version()) {
            throw SeenUser.changed(user);
        }
        if (user.isServiceAccount() && update.email() != null && !update.email().isEmpty()) {
            throw new InvalidException("email", "serviceAccount.email", user.login());
        }
        var formerEmail = user.email();
        var described = user.describe(update);
        if (described.contains("email")) {
            if (user.isAdministrator()) {
                caller.check(CredentialAct.CHANGE_ROLE);
            }
            // a link to choose a password may go there
            caller.check(CredentialAct.SET_PASSWORD);
        }
        if (update.newLogin() != null && !update.newLogin().equals(user.login())) {
            // the user's own login in another case
            if (users.find(update.newLogin()).filter(other -> other != user).isPresent()) {
                throw new InvalidException("newLogin", "user.login.taken", update.newLogin());
            }
            user.rename(update.newLogin());
            events.fire(new LoginChanged(user.id()));
        }
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(user.id(), described, formerEmail));
        }
        users.flush(user);
        return user;
    }

    /**
     * Sets a first password for another user. All sessions of the user end; tokens stay valid.
     *
     * @throws NotFoundException if no user has that login
     * @throws InvalidException if the user is deactivated or a service account, is the caller, who must give the current
     * password instead, or the password breaks a rule
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords
     */
    public void changePassword(String login, String password) {
        changePassword(users.lockKnown(login), password);
    }

    /**
     * The same for the user whom a page shows.
     *
     * @throws ConflictException when the user is no longer what was seen
     */
    public void changePassword(SeenUser seen, String password) {
        changePassword(users.lock(seen), password);
    }

    private void changePassword(User user, String password) {
        caller.checkSetsPasswordOf(user);
        user.givePassword(passwords.keepingTheRule(user, password));
        events.fire(new PasswordChanged(user.id(), user.login()));
    }

    /**
     * Deactivates a user and ends all sessions and tokens at once. A deactivated user may still be anonymized.
     *
     * @param anonymize whether to replace login, name and email permanently by a neutral login
     * @throws NotFoundException if no user has that login
     * @throws InvalidException if the user is the caller or the last administrator
     */
    public User deactivate(String login, boolean anonymize) {
        return deactivate(users.lockKnown(login), anonymize);
    }

    /**
     * For the user that a page shows; a user shown as deactivated is not deactivated again.
     *
     * @throws ConflictException if the user has changed since it was shown
     */
    public User deactivate(SeenUser seen, boolean anonymize) {
        return deactivate(users.lock(seen), anonymize);
    }

    private User deactivate(User user, boolean anonymize) {
        if (user.login().equals(caller.login())) {
            throw new InvalidException("login", "user.deactivate.oneself");
        }
        if (user.isActive()) {
            users.requireAnotherAdministrator(user, clock.instant());
            user.deactivate();
            events.fire(new UserDeactivated(user.id()));
        }
        if (anonymize) {
            var formerLogin = user.login();
            // neither derived from the former login nor taken
            user.anonymize("removed-" + UUID.randomUUID());
            events.fire(new UserAnonymized(user.id(), formerLogin));
        }
        return user;
    }

    /** @throws NotFoundException if no user has that login */
    public User get(String login) {
        return users.get(login);
    }

    /** The current state of a user that a page shows. */
    public User get(SeenUser seen) {
        return users.get(seen);
    }

    /** The caller. */
    @RolesAllowed({Role.USER, Role.ANALYSIS})
    public User current() {
        return users.find(caller.login()).orElseThrow();
    }

    private static void checkActive(User user) {
        if (!user.isActive()) {
            throw new InvalidException("login", "user.inactive", user.login());
        }
    }
}
