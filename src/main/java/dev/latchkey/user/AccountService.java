package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.UserEvent.PreferencesChanged;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Lets users manage their own accounts. */
@Stateless
@RolesAllowed(Role.USER)
public class AccountService {

    @Inject
    UserRepository users;

    @Inject
    CurrentCaller caller;

    @Inject
    Event<DomainEvent> events;

    /** Stores the caller's preferences. */
    public void prefer(Preferences preferences) {
        var user = users.find(caller.login()).orElseThrow();
        users.recordPreferences(user.id(), preferences);
        events.fire(new PreferencesChanged(user.id()));
    }
}
