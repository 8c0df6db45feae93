package dev.latchkey.link;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Deletes old links, one transaction per batch. The timer has no caller identity, hence {@code @PermitAll}. */
@Stateless
@PermitAll
public class LinkUpkeep {

    private static final int BATCH = 500;

    /** So long a reader of the link learns what has become of it. */
    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    LinkRepository links;

    @Inject
    Clock clock;

    /** Deletes links that lapsed more than 30 days ago; returns whether more may exist. */
    public boolean forget() {
        return links.deleteLapsedBefore(clock.instant().minus(KEPT), BATCH) == BATCH;
    }
}
