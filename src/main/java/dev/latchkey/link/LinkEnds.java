package dev.latchkey.link;

import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.UserEvent.UserAnonymized;
import dev.latchkey.user.UserEvent.UserDeactivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Withdraws links in the transaction of the change that makes them void. */
@ApplicationScoped
class LinkEnds {

    @Inject
    LinkRepository links;

    @Inject
    Clock clock;

    /** Whoever is reactivated starts anew. */
    void withdraw(@Observes UserDeactivated user) {
        links.withdrawOf(user.userId(), clock.instant());
        links.withdrawCreatedBy(user.userId(), clock.instant());
    }

    /**
     * A token that others may have had offers nothing more, whichever of its values made the offer, nor, if it leaked, do its
     * descendants. Its rotation or expiration says nothing against what it offered.
     */
    void withdraw(@Observes TokenRevoked token) {
        if (token.reason() != EndReason.ROTATED) {
            links.withdrawCreatedWith(token.tokenId(), token.reason() == EndReason.LEAKED, clock.instant());
        }
    }

    void erase(@Observes UserAnonymized user) {
        links.deleteOf(user.userId());
    }
}
