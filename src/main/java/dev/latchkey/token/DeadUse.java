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

/**
 * Counts calls with ended tokens, so that administrators can find their callers. Counts in memory and writes every five
 * seconds, so that a persistent caller does not cause a write per call.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@PermitAll
public class DeadUse {

    /** At most this many tokens are counted between two writes, so that memory stays bounded. */
    private static final int MOST_TOKENS = 20_000;

    private record Calls(long number, Instant last) {
        Calls plus(Calls others) {
            return new Calls(number + others.number, last.isAfter(others.last) ? last : others.last);
        }
    }

    @Inject
    TokenUseRepository uses;

    private final Map<Long, Calls> calls = new ConcurrentHashMap<>();

    public void note(long tokenId, Instant at) {
        if (calls.size() < MOST_TOKENS || calls.containsKey(tokenId)) {
            calls.merge(tokenId, new Calls(1, at), Calls::plus);
        }
    }

    /** Counts that cannot be written are kept for the next time. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    public void write() {
        var written = new TreeMap<Long, Calls>();
        try {
            for (var tokenId : new TreeSet<>(calls.keySet())) {
                var made = calls.remove(tokenId);
                if (made != null) {
                    written.put(tokenId, made);
                    uses.recordDead(tokenId, made.number(), made.last());
                }
            }
        } catch (RuntimeException e) {
            written.forEach((tokenId, made) -> calls.merge(tokenId, made, Calls::plus));
            throw e;
        }
    }
}
