package dev.latchkey.link;

import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokensRevoked;
import dev.latchkey.user.UserEvent.AdministratorReset;
import dev.latchkey.user.UserEvent.PasswordChanged;
import dev.latchkey.user.UserEvent.UserAnonymized;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserEvent.UserUpdated;
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
    void withdraw(@Observes TokensRevoked tokens) {
        if (tokens.reason() != EndReason.ROTATED) {
            links.withdrawCreatedWith(tokens.tokenIds(), tokens.reason() == EndReason.LEAKED, clock.instant());
        }
    }

    /** Whoever has a new password needs no link to choose one, and an old link must not replace it. */
    void withdraw(@Observes PasswordChanged user) {
        links.withdrawPasswordsOf(user.userId(), clock.instant());
    }

    void withdraw(@Observes AdministratorReset user) {
        links.withdrawPasswordsOf(user.userId(), clock.instant());
    }

    /** A mailbox that is no longer the user's may have them. */
    void withdraw(@Observes UserUpdated user) {
        if (user.fields().contains("email")) {
            links.withdrawMailedTo(user.userId(), clock.instant());
        }
    }

    void erase(@Observes UserAnonymized user) {
        links.deleteOf(user.userId());
    }
}
