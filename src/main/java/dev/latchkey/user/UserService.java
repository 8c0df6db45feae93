package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.validation.Valid;
import java.time.Clock;

/** What may be done with users, and by whom. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class UserService {

    @Inject
    UserRepository users;

    @Inject
    PasswordHashing passwords;

    @Inject
    SecurityContext caller;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Creates a user, or brings a deactivated one of that login back to life with these details; its tokens stay revoked.
     *
     * @throws InvalidException when an active user has that login
     */
    public User create(@Valid NewUser details) {
        var hash = passwords.hash(details.password());
        var user = users.lock(details.login()).orElse(null);
        if (user == null) {
            user = new User(details, hash, users.group(Group.USERS), clock.instant());
            users.add(user);
        } else if (user.isActive()) {
            throw new InvalidException("login", "user.login.taken", details.login());
        } else {
            user.reactivate(details, hash);
        }
        events.fire(new UserCreated(user.id(), user.login(), callerLogin()));
        return user;
    }

    /**
     * Ends sign-in, sessions and tokens of a user at once.
     *
     * @throws NotFoundException when nobody has that login
     * @throws InvalidException when the login is the caller's own
     */
    public User deactivate(String login) {
        if (login.equals(callerLogin())) {
            throw new InvalidException("login", "user.deactivate.oneself");
        }
        var user = users.lock(login).orElseThrow(() -> new NotFoundException("login", "user.unknown", login));
        if (user.isActive()) {
            user.deactivate();
            events.fire(new UserDeactivated(user.id(), user.login(), callerLogin()));
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
        var administrator = caller.isCallerInRole(Role.ADMINISTRATOR);
        if (!administrator && (query.connectedAfter() != null || query.connectedBefore() != null)) {
            throw new ForbiddenException(null, "user.connection.forbidden");
        }
        return users.search(query, administrator);
    }

    /** The user who calls. */
    @RolesAllowed({Role.USER, Role.ANALYSIS})
    public User current() {
        return users.find(callerLogin()).orElseThrow();
    }

    private String callerLogin() {
        return caller.getCallerPrincipal().getName();
    }
}
