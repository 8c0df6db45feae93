package dev.latchkey.authentication;

import dev.latchkey.authentication.SessionEvent.SessionsEnded;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Signs users out everywhere (ASVS 5, 7.4.5). Password and tokens stay valid. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class UserSessions {

    @Inject
    SessionRepository sessions;

    @Inject
    UserDirectory users;

    @Inject
    Event<DomainEvent> events;

    /**
     * @return the number of sessions ended
     * @throws NotFoundException if no user has that login
     */
    public int end(String login) {
        return end(users.get(login));
    }

    /**
     * For the user that a page shows.
     *
     * @throws ConflictException if the user has changed since it was shown
     */
    public int end(SeenUser seen) {
        return end(users.lock(seen));
    }

    private int end(User user) {
        var count = sessions.removeAllOf(user.id());
        if (count > 0) {
            events.fire(new SessionsEnded(user.id(), count));
        }
        return count;
    }
}
