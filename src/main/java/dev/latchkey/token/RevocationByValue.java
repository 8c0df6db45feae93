package dev.latchkey.token;

import dev.latchkey.shared.RateExceededException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/** Ends tokens for whoever has their values, without asking who that is. */
@Stateless
@PermitAll
public class RevocationByValue {

    @Inject
    TokenValueRepository values;

    @Inject
    TokenDirectory directory;

    @Inject
    CallsOfAnybody calls;

    @Inject
    Clock clock;

    /**
     * Ends the active token with this value, and its other value during a rotation (RFC 7009). The tokens that come from it
     * stay: only a leak ends them. Has no effect, and takes as long, for all other text: that is hashed and looked up too,
     * instead of being rejected by its form.
     *
     * @param presented any text
     * @throws RateExceededException if the caller's network exceeds its limit
     */
    public void revoke(String presented) {
        calls.countRevocation();
        values.findActive(TokenHash.of(presented.strip()), clock.instant())
                .ifPresent(id -> directory.revoke(List.of(id), null, EndReason.HOLDER));
    }

    /**
     * Begins a report, and counts it before anything of it is read.
     *
     * @throws RateExceededException if the caller's network exceeds its limit
     */
    public LeakReport beginReport() {
        calls.countReport();
        return new LeakReport();
    }

    /** Ends the active tokens whose values were found, and everything that comes from them. Has no effect for all other values. */
    public void report(LeakReport report) {
        var places = new TreeMap<Long, String>();
        values.findActive(report.hashes(), clock.instant()).forEach((hash, id) -> places.put(id, report.place(hash)));
        directory.revokeLeaked(places);
    }
}
