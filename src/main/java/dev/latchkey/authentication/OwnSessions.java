package dev.latchkey.authentication;

import dev.latchkey.authentication.SessionEvent.SessionsEnded;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Where the caller is signed in, and how to end that. */
@Stateless
@RolesAllowed(Role.USER)
public class OwnSessions {

    @Inject
    SessionRepository sessions;

    @Inject
    SessionLimits limits;

    @Inject
    UserService users;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Those that live, the last seen first, at most 100. */
    public List<Session> list() {
        var now = clock.instant();
        return sessions.of(users.current().login(), limits.createdAfter(now), limits.seenAfter(now));
    }

    /** Ends one of them; one that is over already, or somebody else's, is none. */
    public void end(long id) {
        var user = users.current().id();
        ended(user, sessions.remove(id, user));
    }

    /** Ends all of them, the one of this call too. */
    public void endAll() {
        var user = users.current().id();
        ended(user, sessions.removeAllOf(user));
    }

    private void ended(long userId, int count) {
        if (count > 0) {
            events.fire(new SessionsEnded(userId, count));
        }
    }
}
