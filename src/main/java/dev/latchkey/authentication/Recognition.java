package dev.latchkey.authentication;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import dev.latchkey.user.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Says who calls, to everything that happens in the rest of the call, and that signing in has failed. */
@ApplicationScoped
class Recognition {

    @Inject
    CurrentOrigin origin;

    @Inject
    SignIn users;

    @Inject
    Event<DomainEvent> events;

    void of(long userId) {
        origin.by(userId);
    }

    /** By a token. */
    void of(long userId, long tokenId) {
        origin.by(userId, tokenId);
    }

    /** By a session. */
    void of(Session session) {
        origin.bySession(session.user().id(), session.id());
    }

    void failed(String login) {
        var subject =
                users.withLogin(login).map(user -> Subject.user(user.id())).orElse(Subject.UNKNOWN);
        events.fire(new SignInFailed(subject));
    }
}
