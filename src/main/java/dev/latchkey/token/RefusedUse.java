package dev.latchkey.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * Counts refused calls with ended tokens and from outside a token's networks, so that their callers can be found. Counts in
 * memory and writes every five seconds, so that a persistent caller does not cause a write per call.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@PermitAll
public class RefusedUse {

    /** At most this many tokens are counted between two writes, so that memory stays bounded. */
    private static final int MOST_TOKENS = 20_000;

    private record Calls(long number, Instant last) {
        Calls plus(Calls others) {
            return new Calls(number + others.number, last.isAfter(others.last) ? last : others.last);
        }
    }

    @Inject
    TokenUseRepository uses;

    @Inject
    UseRecorder recorder;

    private final Map<Long, Calls> dead = new ConcurrentHashMap<>();
    private final Map<Long, StrayUse> stray = new ConcurrentHashMap<>();

    public void noteDead(long tokenId, Instant at) {
        note(dead, tokenId, new Calls(1, at), Calls::plus);
    }

    public void noteStray(long tokenId, long userId, Instant at, String address) {
        note(stray, tokenId, new StrayUse(tokenId, userId, 1, at, address), StrayUse::plus);
    }

    private static <T> void note(Map<Long, T> noted, long tokenId, T one, BinaryOperator<T> sum) {
        if (noted.size() < MOST_TOKENS || noted.containsKey(tokenId)) {
            noted.merge(tokenId, one, sum);
        }
    }

    /** Counts that cannot be written are kept for the next time. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void write() {
        // first, because these have transactions of their own, which must not wait for this one
        for (var tokenId : new TreeSet<>(stray.keySet())) {
            writeStray(tokenId);
        }
        writeDead();
    }

    private void writeStray(long tokenId) {
        var made = stray.remove(tokenId);
        if (made == null) {
            return;
        }
        try {
            recorder.recordStray(made);
        } catch (RuntimeException e) {
            // what has been noted meanwhile is later
            stray.merge(tokenId, made, (later, before) -> before.plus(later));
            throw e;
        }
    }

    private void writeDead() {
        var written = new TreeMap<Long, Calls>();
        try {
            for (var tokenId : new TreeSet<>(dead.keySet())) {
                var made = dead.remove(tokenId);
                if (made != null) {
                    written.put(tokenId, made);
                    uses.recordDead(tokenId, made.number(), made.last());
                }
            }
        } catch (RuntimeException e) {
            written.forEach((tokenId, made) -> dead.merge(tokenId, made, Calls::plus));
            throw e;
        }
    }
}
