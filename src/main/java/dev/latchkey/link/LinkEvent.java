package dev.latchkey.link;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import dev.latchkey.token.TokenType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of one-time links. No event has the link itself. */
public sealed interface LinkEvent extends DomainEvent {

    long linkId();

    /** Whom the link is for. */
    long userId();

    @Override
    default Subject subject() {
        return new Subject(userId(), "link", linkId(), null);
    }

    /**
     * An administrator offers a token to its owner.
     *
     * @param name of the token
     * @param scopes null for a token without limit
     * @param networks null for every network
     */
    record TokenOffered(
            long linkId,
            long userId,
            String name,
            TokenType type,
            @Nullable LocalDate expiresOn,
            @Nullable Collection<String> scopes,
            @Nullable Collection<String> networks,
            boolean mailed)
            implements LinkEvent {

        @Override
        public Subject subject() {
            return Subject.thing("link", linkId(), name).of(userId());
        }

        @Override
        public Map<String, String> details() {
            var details = new TreeMap<String, String>();
            details.put("type", type.name());
            details.put("mailed", Boolean.toString(mailed));
            if (expiresOn != null) {
                details.put("expiration", expiresOn.toString());
            }
            if (scopes != null) {
                details.put("scopes", String.join(" ", scopes));
            }
            if (networks != null) {
                details.put("networks", String.join(" ", networks));
            }
            return details;
        }
    }

    /** An offer was withdrawn before it was claimed. */
    record OfferWithdrawn(long linkId, long userId, String name) implements LinkEvent {

        @Override
        public Subject subject() {
            return Subject.thing("link", linkId(), name).of(userId());
        }
    }

    /** An administrator lets a user choose a password. */
    record PasswordLinkIssued(long linkId, long userId, boolean mailed) implements LinkEvent {

        static PasswordLinkIssued of(OneTimeLink link) {
            return new PasswordLinkIssued(link.id(), link.user().id(), link.isMailed());
        }

        @Override
        public Map<String, String> details() {
            return Map.of("mailed", Boolean.toString(mailed));
        }
    }

    /** Somebody said on the sign-in page to have forgotten the user's password: a link goes to the user by mail. */
    record PasswordRequested(long linkId, long userId) implements LinkEvent {}

    /** A link was used, so the password has changed. */
    record PasswordChosen(long linkId, long userId) implements LinkEvent {}
}
