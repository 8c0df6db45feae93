package dev.latchkey.audit;

import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.util.Map;

/** Audit records for tests. */
final class AuditRecords {

    static final Instant AT = Instant.parse("2026-12-31T23:59:59.999999999Z");

    private AuditRecords() {}

    static AuditRecord token(String name) {
        return new AuditRecord(
                AT,
                new Origin(1L, Channel.API, "192.0.2.7"),
                "TOKEN_GENERATED",
                false,
                Subject.thing("token", 7, name).of(2),
                CanonicalJson.of(Map.of("type", "USER_TOKEN", "expiration", "2027-01-31")));
    }

    static AuditRecord nothingKnown() {
        return new AuditRecord(AT, Origin.SERVER, "SIGN_IN_FAILED", true, Subject.UNKNOWN, "{}");
    }
}
