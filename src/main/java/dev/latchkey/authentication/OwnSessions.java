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

/** Lists and ends the caller's sessions. */
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

    /** The valid sessions, most recent first, at most 100. */
    public List<Session> list() {
        var now = clock.instant();
        return sessions.of(users.current().login(), limits.createdAfter(now), limits.seenAfter(now));
    }

    /** Ends a session. Has no effect on ended sessions and those of other users. */
    public void end(long id) {
        var user = users.current().id();
        ended(user, sessions.remove(id, user));
    }

    /** Ends all sessions, including the current one. */
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
