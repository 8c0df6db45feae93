package dev.latchkey.authentication;

import dev.latchkey.authentication.Session.Client;
import dev.latchkey.authentication.SessionEvent.SessionsEnded;
import dev.latchkey.authentication.SessionEvent.SignedIn;
import dev.latchkey.authentication.SessionEvent.SignedOut;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.SignIn;
import dev.latchkey.user.UserEvent.AdministratorReset;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserDeactivated;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is signed in, as the database knows it: every server asks it at every request, so that what ends a session ends it
 * for the next click, wherever that goes. Called before anybody is recognised.
 */
@Stateless
@PermitAll
public class Sessions {

    /** How exact the last moment is at which a session was seen: it is written once in this time at the most. */
    static final Duration GRANULARITY = Duration.ofMinutes(1);

    @Inject
    SessionRepository sessions;

    @Inject
    SessionLimits limits;

    @Inject
    SignIn signIn;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Begins a session of a user who has just proven the password. Whoever was signed in in this browser is so no longer; of
     * more sessions than a user may have, the ones that were seen longest ago end.
     *
     * @param version of the user when the password was looked at
     * @param before what the browser has shown so far
     * @return empty when the user has been changed since: the password may be another one by now
     */
    public Optional<SessionId> begin(long userId, int version, Client client, Optional<SessionId> before) {
        return sessions.lock(userId, version).map(user -> {
            before.ifPresent(this::end);
            var tooMany = sessions.removeBeyond(userId, limits.most() - 1);
            if (tooMany > 0) {
                events.fire(new SessionsEnded(userId, tooMany));
            }
            var id = SessionId.random();
            sessions.add(new Session(id, user, clock.instant(), client));
            events.fire(new SignedIn(userId, SignedIn.Way.SESSION));
            return id;
        });
    }

    /** The session with this id, and its user, unless it is over or the user is deactivated: one query. */
    public Optional<Session> find(SessionId id) {
        var now = clock.instant();
        var found = live(id, now);
        var before = now.minus(GRANULARITY);
        found.filter(session -> !session.lastSeenAt().isAfter(before))
                .filter(session -> sessions.recordSeen(session.id(), now, before))
                .ifPresent(session -> signIn.connected(session.user().id()));
        return found;
    }

    /** Ends the session; one that is over already is none. */
    public void end(SessionId id) {
        var found = live(id, clock.instant());
        var removed = sessions.remove(id.hash());
        found.filter(session -> removed > 0)
                .ifPresent(session -> events.fire(new SignedOut(session.user().id())));
    }

    private Optional<Session> live(SessionId id, Instant now) {
        return sessions.live(id.hash(), limits.createdAfter(now), limits.seenAfter(now));
    }

    /** Who may no longer sign in is signed in nowhere. */
    public void endAllOf(@Observes UserDeactivated user) {
        sessions.removeAllOf(user.userId());
    }

    /** Whoever knew the old password may be in any of them. */
    public void endAllOf(@Observes PasswordChanged user) {
        sessions.removeAllOf(user.userId());
    }

    public void endAllOf(@Observes AdministratorReset user) {
        sessions.removeAllOf(user.userId());
    }

    /** Forgets those that are over by time. */
    public void forgetOver() {
        var now = clock.instant();
        sessions.removeOver(limits.createdAfter(now), limits.seenAfter(now));
    }
}
