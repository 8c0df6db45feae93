package dev.latchkey.authentication;

import dev.latchkey.authentication.SessionEvent.SessionsEnded;
import dev.latchkey.authentication.SessionEvent.SignedIn;
import dev.latchkey.authentication.SessionEvent.SignedOut;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.token.Client;
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
 * Sessions in the database. Every server queries them at every request, so that the end of a session takes effect
 * everywhere at the next click. Used before authentication.
 */
@Stateless
@PermitAll
public class Sessions {

    /** The precision of the last access, which is written at most once in this time. */
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
     * Starts a session for a user whose password was just verified. Ends the previous session of this browser, and the
     * least recently seen sessions beyond the maximum.
     *
     * @param version of the user when the password was verified
     * @param before the previous session id of the browser
     * @return empty if the user has changed since, possibly in the password
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

    /** The session with this id, and its user, unless it has expired or the user is deactivated: one query. */
    public Optional<Session> find(SessionId id) {
        var now = clock.instant();
        var found = live(id, now);
        var before = now.minus(GRANULARITY);
        found.filter(session -> !session.lastSeenAt().isAfter(before))
                .filter(session -> sessions.recordSeen(session.id(), now, before))
                .ifPresent(session -> signIn.connected(session.user().id()));
        return found;
    }

    /** Ends the session. Has no effect on an ended one. */
    public void end(SessionId id) {
        var found = live(id, clock.instant());
        var removed = sessions.remove(id.hash());
        found.filter(session -> removed > 0)
                .ifPresent(session -> events.fire(new SignedOut(session.user().id())));
    }

    private Optional<Session> live(SessionId id, Instant now) {
        return sessions.live(id.hash(), limits.createdAfter(now), limits.seenAfter(now));
    }

    /** A deactivated user has no sessions. */
    public void endAllOf(@Observes UserDeactivated user) {
        sessions.removeAllOf(user.userId());
    }

    /** Anyone with the old password may hold any of them. */
    public void endAllOf(@Observes PasswordChanged user) {
        sessions.removeAllOf(user.userId());
    }

    public void endAllOf(@Observes AdministratorReset user) {
        sessions.removeAllOf(user.userId());
    }

    /** Deletes expired sessions. */
    public void forgetOver() {
        var now = clock.instant();
        sessions.removeOver(limits.createdAfter(now), limits.seenAfter(now));
    }
}
