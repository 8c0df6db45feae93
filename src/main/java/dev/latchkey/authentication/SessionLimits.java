package dev.latchkey.authentication;

import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** Idle and absolute timeouts of sessions (ASVS 5, 7.3). */
@Dependent
class SessionLimits {

    @Inject
    Settings settings;

    /** The maximum number of sessions per user. */
    int most() {
        return settings.limit(Limit.SESSIONS);
    }

    /** Sessions created at or before this moment have expired. */
    Instant createdAfter(Instant now) {
        return now.minus(settings.sessionAbsolute());
    }

    /** Sessions last seen at or before this moment have expired. */
    Instant seenAfter(Instant now) {
        return now.minus(settings.sessionIdle());
    }
}
