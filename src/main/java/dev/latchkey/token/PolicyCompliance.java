package dev.latchkey.token;

import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Previews the impact of a new policy on existing tokens, and applies it on request. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class PolicyCompliance {

    @Inject
    TokenBatchRepository tokens;

    @Inject
    PolicyService policy;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    Clock clock;

    /** The impact of these rules if they applied now. */
    public PolicyImpact impact(TokenPolicy wanted) {
        var now = clock.instant();
        var latest = wanted.latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var since = wanted.unusedSince(now);
        return new PolicyImpact(
                latest,
                latest == null ? 0 : tokens.countActiveBeyond(latest),
                since == null ? 0 : tokens.countUnused(since, now));
    }

    /**
     * Changes the policy at once, and shortens active tokens to the latest expiration that it allows today, in the
     * background.
     *
     * @return the task that shortens them; empty if there is nothing to shorten
     * @throws ConflictException if the policy has changed since, or tokens are already being shortened
     */
    public Optional<BackgroundTask> changeAndShorten(TokenPolicy seen, TokenPolicy wanted) {
        policy.change(seen, wanted);
        var latest = wanted.latestExpiration(LocalDate.now(clock));
        var tooLong = latest == null ? 0 : tokens.countActiveBeyond(latest);
        return latest == null || tooLong == 0
                ? Optional.empty()
                : Optional.of(tasks.start(ShorteningWork.KIND, latest.toString(), (int) tooLong));
    }

    /** The current or last task that shortens tokens. */
    public Optional<BackgroundTask> shortening() {
        return tasks.latest(ShorteningWork.KIND);
    }
}
