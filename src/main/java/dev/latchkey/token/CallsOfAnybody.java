package dev.latchkey.token;

import dev.latchkey.platform.NetworkLimit;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.RateExceededException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;

/** Limits the calls that need no credentials, by the caller's network. */
@ApplicationScoped
class CallsOfAnybody {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REVOCATIONS = 300;
    private static final int REPORTS = 60;

    private final NetworkLimit revocations = new NetworkLimit(REVOCATIONS, WINDOW);
    private final NetworkLimit reports = new NetworkLimit(REPORTS, WINDOW);

    @Inject
    CurrentOrigin origin;

    /** @throws RateExceededException after 300 revocations in five minutes, until a second has passed */
    void countRevocation() {
        revocations.count(address());
    }

    /** @throws RateExceededException after 60 reports of leaks in five minutes, until five seconds have passed */
    void countReport() {
        reports.count(address());
    }

    private String address() {
        return Objects.requireNonNull(origin.get().address(), "only callers from a network come here");
    }
}
