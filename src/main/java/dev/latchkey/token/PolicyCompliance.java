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

/** What a change of the policy means for the tokens that exist: told beforehand, and done only when it is wanted. */
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

    /** What these rules would mean, were they to count from now on. */
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
     * Changes the policy, and lets every live token expire on the latest day that it allows today at the latest: the change
     * counts at once, the tokens have their turn in the background.
     *
     * @return the task that shortens them; empty when there is nothing to shorten
     * @throws InvalidException when somebody else changed the policy meanwhile
     * @throws ConflictException when tokens are being shortened already
     */
    public Optional<BackgroundTask> changeAndShorten(TokenPolicy seen, TokenPolicy wanted) {
        policy.change(seen, wanted);
        var latest = wanted.latestExpiration(LocalDate.now(clock));
        var tooLong = latest == null ? 0 : tokens.countActiveBeyond(latest);
        return latest == null || tooLong == 0
                ? Optional.empty()
                : Optional.of(tasks.start(ShorteningWork.KIND, latest.toString(), (int) tooLong));
    }

    /** The task that shortens tokens, or did so last. */
    public Optional<BackgroundTask> shortening() {
        return tasks.latest(ShorteningWork.KIND);
    }
}
