package dev.latchkey.token;

import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.ConflictException;
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
import org.jspecify.annotations.Nullable;

/** Previews the impact of a new policy on existing tokens, and applies it on request. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class PolicyChange {

    @Inject
    TokenBatchRepository tokens;

    @Inject
    PolicyService policy;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    Clock clock;

    /**
     * What another policy would mean for the tokens that exist.
     *
     * @param latest the last day on which a new one could expire; null without a limit
     * @param tooLong how many active tokens expire later than a new one could; they keep their expiration unless shortened
     * @param unused how many active tokens have been unused for so long that the next night revokes them
     */
    public record Impact(@Nullable LocalDate latest, long tooLong, long unused) {

        public boolean isNone() {
            return tooLong == 0 && unused == 0;
        }
    }

    /** What this policy would mean if it applied now. */
    public Impact impact(TokenPolicy wanted) {
        var now = clock.instant();
        var latest = wanted.latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var since = wanted.unusedSince(now);
        return new Impact(
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
