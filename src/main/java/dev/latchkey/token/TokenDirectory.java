package dev.latchkey.token;

import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens for services of other features, within their transactions and after their own authorization. */
@Dependent
public class TokenDirectory {

    /** The tokens of one report that administrators are told by name. They find the others in the list of all tokens. */
    private static final int MOST_TOLD = 20;

    @Inject
    TokenValueRepository values;

    @Inject
    TokenBatchRepository batches;

    @Inject
    Revocation revocation;

    @Inject
    Event<LeakedTokenFound> found;

    @Inject
    Clock clock;

    /** The id of the token with this value, active or ended; empty if unknown. */
    public Optional<Long> find(TokenSecret secret) {
        return values.find(secret.hash()).map(AccessToken::id);
    }

    /**
     * Ends the active ones of these tokens, with an event for each, and their other values by rotation, because holders
     * of one value may have obtained it through the other. Leaked tokens end with all their descendants for the same
     * reason.
     *
     * @param ids at most a thousand
     * @param by null if nobody who is known
     * @return the number of ended tokens
     */
    public int revoke(Collection<Long> ids, @Nullable User by, EndReason reason) {
        return revoke(ids, by, reason, null);
    }

    /**
     * Ends tokens whose values were found, with all their descendants.
     *
     * @param places the ids, at most a thousand, with where each value was found
     */
    void revokeLeaked(Map<Long, String> places) {
        // All at once: two reports of the same tokens must not wait for each other.
        batches.lockActive(places.keySet(), true, clock.instant()).stream()
                .filter(token -> places.containsKey(token.id()))
                .limit(MOST_TOLD)
                .map(token -> token.found(Objects.requireNonNull(places.get(token.id()))))
                .forEach(found::fire);
        places.values().stream().distinct().forEach(place -> {
            var there = places.keySet().stream()
                    .filter(id -> place.equals(places.get(id)))
                    .toList();
            revoke(there, null, EndReason.LEAKED, place);
        });
    }

    private int revoke(Collection<Long> ids, @Nullable User by, EndReason reason, @Nullable String place) {
        var now = clock.instant();
        var active = batches.lockActive(ids, reason == EndReason.LEAKED, now);
        batches.endBy(new End(now, reason, by), active);
        revocation.tell(
                active.stream().map(token -> token.revoked(reason, place)).toList());
        return active.size();
    }
}
