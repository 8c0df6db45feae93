package dev.latchkey.authentication;

import dev.latchkey.authentication.SessionEvent.SignedIn;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.UserEvent.AdministratorReset;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserDeactivated;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Remembers where users have signed in from, so that others' failures do not keep them out there. Called before anybody is
 * recognised.
 */
@Stateless
@PermitAll
public class KnownPlaces {

    /** Of a user; on one day no more are added either. */
    static final int MOST = 50;

    /** How long a place is remembered after the last sign-in there. */
    static final int DAYS = 180;

    @Inject
    KnownPlaceRepository places;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    public boolean isKnown(long userId, KnownPlace place) {
        return places.isKnown(userId, place);
    }

    /** A user has signed in there on a page. */
    public void signedIn(long userId, KnownPlace place) {
        see(userId, place);
    }

    /** A program has sent the user's password from there; the first one of a day leaves an entry in the audit log. */
    public void signedInByProgram(long userId, KnownPlace place) {
        if (see(userId, place)) {
            events.fire(new SignedIn(userId, SignedIn.Way.BASIC));
        }
    }

    /** @return whether it is the first time on this day; also false when there are as many as may be */
    private boolean see(long userId, KnownPlace place) {
        var today = today();
        if (places.wasSeen(userId, place, today)) {
            return false;
        }
        places.lock(userId);
        if (places.wasSeen(userId, place, today) || places.countSeen(userId, today) >= MOST) {
            return false;
        }
        places.see(userId, place, today);
        places.keepLatest(userId, MOST);
        return true;
    }

    /** Whoever knew the old password may have been anywhere. */
    public void forgetAllOf(@Observes PasswordChanged user) {
        places.removeAllOf(user.userId());
    }

    public void forgetAllOf(@Observes UserDeactivated user) {
        places.removeAllOf(user.userId());
    }

    public void forgetAllOf(@Observes AdministratorReset user) {
        places.removeAllOf(user.userId());
    }

    public void forgetLongUnseen() {
        places.removeNotSeenSince(today().minusDays(DAYS));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
