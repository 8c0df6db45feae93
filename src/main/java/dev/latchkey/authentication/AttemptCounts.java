package dev.latchkey.authentication;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts sign-in attempts for all servers that share the database. Used before authentication. */
@Stateless
@PermitAll
public class AttemptCounts {

    /** In this time, a limit gets back all its attempts. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    /** More than the clocks of servers differ. */
    private static final Duration WRONG_CLOCK = Duration.ofHours(1);

    /** More than an attempt adds, so that the table holds the limits of the last minutes only. */
    private static final int MOST_REMOVED = 20;

    @Inject
    AttemptRepository repository;

    @Inject
    Clock clock;

    /**
     * The attempts available to callers who share a key.
     *
     * @param attempts from 1, in {@link #WINDOW}
     */
    record Limit(String key, int attempts) {

        /** How long an attempt takes to come back, in milliseconds. */
        long step() {
            return WINDOW.toMillis() / attempts;
        }

        /** The moment from which on the limit is exhausted. */
        long latest(long now) {
            return now + WINDOW.toMillis() - step();
        }

        /** The SHA-256 under which it is stored: keys name logins and networks. */
        byte[] hash() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }

    /** Another attempt has taken the last one, or the first one, at the same time. */
    @ApplicationException(rollback = true)
    static final class OutrunException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** The limits that are exhausted, in the given order, with the time until each gets an attempt back. */
    public Map<Limit, Duration> exhausted(List<Limit> limits) {
        var now = clock.millis();
        var waits = new LinkedHashMap<Limit, Duration>();
        for (var limit : limits) {
            repository
                    .backAt(limit.hash())
                    .filter(backAt -> backAt <= never(now))
                    .map(backAt -> backAt - limit.latest(now))
                    .filter(wait -> wait > 0)
                    .ifPresent(wait -> waits.put(limit, Duration.ofMillis(wait)));
        }
        return waits;
    }

    /**
     * Takes an attempt from each limit, or none.
     *
     * @throws OutrunException if one has become exhausted; look again
     */
    public void take(Collection<Limit> limits) {
        var now = clock.millis();
        for (var limit : inOrder(limits)) {
            var hash = limit.hash();
            if (!repository.take(hash, limit.step(), now, limit.latest(now), never(now))
                    && (repository.backAt(hash).isPresent() || !repository.add(hash, now + limit.step()))) {
                throw new OutrunException();
            }
        }
        repository.removeFull(now, MOST_REMOVED);
    }

    private static long never(long now) {
        return now + WINDOW.plus(WRONG_CLOCK).toMillis();
    }

    public void giveBack(Collection<Limit> limits) {
        inOrder(limits).forEach(limit -> repository.giveBack(limit.hash(), limit.step()));
    }

    /** Gives back all attempts of the limit. */
    public void reset(Limit limit) {
        repository.remove(limit.hash());
    }

    /** In one order everywhere, so that transactions do not wait for each other in a circle. */
    private static List<Limit> inOrder(Collection<Limit> limits) {
        return limits.stream().sorted(Comparator.comparing(Limit::key)).toList();
    }
}
