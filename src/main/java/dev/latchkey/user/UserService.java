package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
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

/** What may be done with users, and by whom. */
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
     * Creates a user, or brings a deactivated one of that login back to life with these details; its tokens stay revoked.
     * The password lapses, and one that breaks {@link PasswordRule} is good for nothing but its change.
     *
     * @throws InvalidException when an active user has that login
     * @throws ForbiddenException when the caller came with a token that may create no users
     */
    public User create(@Valid NewUser details) {
        caller.check(CredentialAct.CREATE_USER);
        // before anything is locked: it takes a while
        var password = passwords.any(details);
        var user = users.lock(details.login()).orElse(null);
        if (user == null) {
            user = new User(details, users.group(Group.USERS), clock.instant());
            users.add(user);
            events.fire(new UserCreated(user.id()));
        } else if (user.isActive()) {
            throw new InvalidException("login", "user.login.taken", details.login());
        } else {
            user.reactivate(details);
            events.fire(new UserReactivated(user.id(), user.login()));
        }
        user.givePassword(password);
        return user;
    }

    /**
     * Brings a deactivated user back to life with these details; its tokens stay revoked.
     *
     * @throws ConflictException when the user is no longer what was seen
     * @throws InvalidException when the password breaks a rule
     */
    public User reactivate(SeenUser seen, @Valid NewUser details) {
        caller.check(CredentialAct.CREATE_USER);
        var password = passwords.keepingTheRule(details);
        var user = users.lock(seen);
        if (user.isActive()) {
            throw SeenUser.changed(user);
        }
        user.reactivate(details);
        user.givePassword(password);
        events.fire(new UserReactivated(user.id(), user.login()));
        return user;
    }

    /**
     * Changes login, name or email of a user. Sessions and tokens go on, because they do not hang on the login.
     *
     * @throws NotFoundException when nobody has that login
     * @throws InvalidException when the user is deactivated, or the new login is taken
     * @throws ConflictException when the user is no longer of the version that the caller saw
     * @throws ForbiddenException when the email is an administrator's and the caller came with a token that may not change it
     */
    public User update(String login, @Valid UserUpdate update) {
        return update(lock(login), update);
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
        var described = user.describe(update);
        if (described.contains("email") && user.isAdministrator()) {
            caller.check(CredentialAct.CHANGE_ROLE);
        }
        if (update.login() != null && !update.login().equals(user.login())) {
            // the same login in another case is the user's own
            if (users.find(update.login()).filter(other -> other != user).isPresent()) {
                throw new InvalidException("login", "user.login.taken", update.login());
            }
            user.rename(update.login());
            events.fire(new LoginChanged(user.id()));
        }
        if (!described.isEmpty()) {
            events.fire(new UserUpdated(user.id(), described));
        }
        users.flush(user);
        return user;
    }

    /**
     * Gives somebody else another password, which the user is to replace before it lapses. Every session of the user ends,
     * the tokens stay.
     *
     * @throws NotFoundException when nobody has that login
     * @throws InvalidException when the user is deactivated, is the caller, who has to know the password of today, or the
     *     password breaks a rule
     * @throws ForbiddenException when the caller came with a token that may set no passwords
     */
    public void changePassword(String login, String password) {
        changePassword(lock(login), password);
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
        caller.check(CredentialAct.SET_PASSWORD);
        if (user.login().equals(caller.login())) {
            throw new InvalidException("login", "user.password.oneself");
        }
        checkActive(user);
        user.givePassword(passwords.keepingTheRule(user, password));
        events.fire(new PasswordChanged(user.id(), user.login()));
    }

    /**
     * Ends sign-in, sessions and tokens of a user at once. A deactivated one stays so, but may still be anonymized.
     *
     * @param anonymize whether login, name and email make room for a neutral login, for good
     * @throws NotFoundException when nobody has that login
     * @throws InvalidException when the login is the caller's own, or of the last administrator
     */
    public User deactivate(String login, boolean anonymize) {
        return deactivate(lock(login), anonymize);
    }

    /**
     * The same for the user whom a page shows: who was shown as deactivated is not deactivated once more.
     *
     * @throws ConflictException when the user is no longer what was seen
     */
    public User deactivate(SeenUser seen, boolean anonymize) {
        return deactivate(users.lock(seen), anonymize);
    }

    private User deactivate(User user, boolean anonymize) {
        if (user.login().equals(caller.login())) {
            throw new InvalidException("login", "user.deactivate.oneself");
        }
        if (user.isActive()) {
            LastAdministrator.mayCease(user, users, clock.instant());
            user.deactivate();
            events.fire(new UserDeactivated(user.id()));
        }
        if (anonymize) {
            var formerLogin = user.login();
            // nothing that could be told from the former login, and nothing that is taken
            user.anonymize("removed-" + UUID.randomUUID());
            events.fire(new UserAnonymized(user.id(), formerLogin));
        }
        return user;
    }

    /**
     * Whoever is signed in may look for others by login and name; by email and last connection only administrators.
     *
     * @throws ForbiddenException when somebody else asks for last connections
     */
    @RolesAllowed(Role.USER)
    public Page<User> search(UserQuery query) {
        var administrator = caller.isAdministrator();
        if (!administrator
                && (query.login() != null || query.connectedAfter() != null || query.connectedBefore() != null)) {
            throw new ForbiddenException(null, "user.filter.forbidden");
        }
        return users.search(query, administrator);
    }

    /** @throws NotFoundException when nobody has that login */
    public User get(String login) {
        return users.find(login).orElseThrow(() -> unknown(login));
    }

    /** What has become of a user whom a page shows. */
    public User get(SeenUser seen) {
        return users.get(seen);
    }

    /** The user who calls. */
    @RolesAllowed({Role.USER, Role.ANALYSIS})
    public User current() {
        return users.find(caller.login()).orElseThrow();
    }

    private User lock(String login) {
        return users.lock(login).orElseThrow(() -> unknown(login));
    }

    private static NotFoundException unknown(String login) {
        return new NotFoundException("login", "user.unknown", login);
    }

    private static void checkActive(User user) {
        if (!user.isActive()) {
            throw new InvalidException("login", "user.inactive", user.login());
        }
    }
}
