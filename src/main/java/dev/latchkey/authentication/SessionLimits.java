package dev.latchkey.authentication;

import dev.latchkey.platform.config.Limit;
import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** How long a session lasts (ASVS 5, 7.3): so long without a request, and so long altogether. */
@Dependent
class SessionLimits {

    @Inject
    Settings settings;

    /** How many sessions a user has at the most. */
    int most() {
        return settings.limit(Limit.SESSIONS);
    }

    /** A session that began at this moment or before is over now. */
    Instant createdAfter(Instant now) {
        return now.minus(settings.sessionAbsolute());
    }

    /** A session that was last seen at this moment or before is over now. */
    Instant seenAfter(Instant now) {
        return now.minus(settings.sessionIdle());
    }
}
