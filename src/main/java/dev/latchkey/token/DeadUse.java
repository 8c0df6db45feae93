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
 * Counts calls with tokens that have ended, so that somebody can be told to stop. Counted in memory and written every
 * five seconds: a job that does not give up costs one write then, not one a call.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@PermitAll
public class DeadUse {

    /** Of so many tokens at a time; whoever presents more has once been a good customer. */
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

    /** What cannot be written is counted the next time. */
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
