package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The events of tokens. */
public sealed interface TokenEvent extends DomainEvent {

    /** An event of a single token. */
    sealed interface OfOne extends TokenEvent {

        long tokenId();

        /** The owner's id. */
        long userId();

        String name();

        @Override
        default Subject subject() {
            return Subject.thing("token", tokenId(), name()).of(userId());
        }
    }

    /**
     * @param scopes null for a token without limit
     * @param networks null for every network
     * @param offeredBy the id of the administrator who offered it to its owner, the caller; null without an offer
     */
    record TokenGenerated(
            long tokenId,
            long userId,
            String name,
            TokenType type,
            @Nullable LocalDate expiresOn,
            @Nullable Collection<String> scopes,
            @Nullable Collection<String> networks,
            @Nullable Long offeredBy)
            implements OfOne {

        @Override
        public Map<String, String> details() {
            var details = new TreeMap<String, String>();
            if (offeredBy != null) {
                details.put("offeredBy", offeredBy.toString());
            }
            details.put("type", type.name());
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

    /**
     * A token has a new value under its name.
     *
     * @param tokenId of the new value
     * @param scopes null for a token without limit
     * @param networks null for every network
     * @param formerEndsAt when the former value ends; null for the first use of the new one
     */
    record TokenRotated(
            long tokenId,
            long userId,
            String name,
            @Nullable LocalDate expiresOn,
            @Nullable Instant formerEndsAt,
            @Nullable Collection<String> scopes,
            @Nullable Collection<String> networks)
            implements OfOne {

        @Override
        public Map<String, String> details() {
            var details = new TreeMap<String, String>();
            if (expiresOn != null) {
                details.put("expiration", expiresOn.toString());
            }
            details.put("formerEnds", formerEndsAt == null ? "first use" : formerEndsAt.toString());
            if (scopes != null) {
                details.put("scopes", String.join(" ", scopes));
            }
            if (networks != null) {
                details.put("networks", String.join(" ", networks));
            }
            return details;
        }
    }

    /**
     * A token has ended before its expiration.
     *
     * @param place where its value, or that of a token it comes from, was found, by the words of whoever reported it, maybe none;
     * null unless a report ends it
     */
    record TokenRevoked(
            long tokenId,
            long userId,
            String name,
            EndReason reason,
            @Nullable String place) implements OfOne {

        /** Not by a report. */
        TokenRevoked(long tokenId, long userId, String name, EndReason reason) {
            this(tokenId, userId, name, reason, null);
        }

        @Override
        public Map<String, String> details() {
            return place == null || place.isEmpty()
                    ? Map.of("reason", reason.name())
                    : Map.of("reason", reason.name(), "place", place);
        }
    }

    /** An active token expires earlier than before, because an administrator made the policy stricter. */
    record TokenShortened(long tokenId, long userId, String name, LocalDate expiresOn) implements OfOne {

        @Override
        public Map<String, String> details() {
            return Map.of("expiration", expiresOn.toString());
        }
    }

    /** A token may be used from other networks than before; null for every network. */
    record TokenBound(
            long tokenId,
            long userId,
            String name,
            @Nullable Collection<String> before,
            @Nullable Collection<String> after)
            implements OfOne {

        @Override
        public Map<String, String> details() {
            return Map.of("before", words(before), "after", words(after));
        }

        private static String words(@Nullable Collection<String> networks) {
            return networks == null ? "every network" : String.join(" ", networks);
        }
    }

    /** Tokens that ended before this day are deleted. */
    record TokensForgotten(LocalDate endedBefore, int count) implements TokenEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("endedBefore", endedBefore.toString(), "count", Integer.toString(count));
        }
    }
}
