package dev.latchkey.authentication;

import dev.latchkey.authentication.Session.Client;
import dev.latchkey.user.PasswordChanged;
import dev.latchkey.user.SignIn;
import dev.latchkey.user.UserDeactivated;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
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
    Clock clock;

    /**
     * Begins a session of a user who has just proven the password.
     *
     * @param version of the user when the password was looked at
     * @return empty when the user has been changed since: the password may be another one by now
     */
    public Optional<SessionId> begin(long userId, int version, Client client) {
        return sessions.lock(userId, version).map(user -> {
            var id = SessionId.random();
            sessions.add(new Session(id, user, clock.instant(), client));
            return id;
        });
    }

    /** The session with this id, and its user, unless it is over or the user is deactivated: one query. */
    public Optional<Session> find(SessionId id) {
        var now = clock.instant();
        var found = sessions.live(id.hash(), limits.createdAfter(now), limits.seenAfter(now));
        var before = now.minus(GRANULARITY);
        found.filter(session -> !session.lastSeenAt().isAfter(before))
                .filter(session -> sessions.recordSeen(session.id(), now, before))
                .ifPresent(session -> signIn.connected(session.user().id()));
        return found;
    }

    public void end(SessionId id) {
        sessions.remove(id.hash());
    }

    /** Who may no longer sign in is signed in nowhere. */
    public void endAllOf(@Observes UserDeactivated user) {
        sessions.removeAllOf(user.userId());
    }

    /** Whoever knew the old password may be in any of them. */
    public void endAllOf(@Observes PasswordChanged user) {
        sessions.removeAllOf(user.userId());
    }

    /** Forgets those that are over by time. */
    public void forgetOver() {
        var now = clock.instant();
        sessions.removeOver(limits.createdAfter(now), limits.seenAfter(now));
    }
}
