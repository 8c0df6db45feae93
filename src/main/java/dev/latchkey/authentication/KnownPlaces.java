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
 * Records where users have signed in, so that attackers elsewhere cannot lock them out there. Used before
 * authentication.
 */
@Stateless
@PermitAll
public class KnownPlaces {

    /** Maximum per user, and per user and day. */
    static final int MOST = 50;

    /** Days until a place is forgotten after the last sign-in there. */
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

    /** Records a sign-in on the page. */
    public void signedIn(long userId, KnownPlace place) {
        see(userId, place);
    }

    /** Records that a program signed in with a password; the first of a day creates an audit entry. */
    public void signedInByProgram(long userId, KnownPlace place) {
        if (see(userId, place)) {
            events.fire(new SignedIn(userId, SignedIn.Way.BASIC));
        }
    }

    /** @return whether it is the first of the day; false if the maximum is reached */
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

    /** Anyone with the old password may have signed in anywhere. */
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
