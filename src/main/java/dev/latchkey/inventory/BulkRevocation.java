package dev.latchkey.inventory;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.token.RevocationReason;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends many tokens at once, in the background. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class BulkRevocation {

    /** What an administrator may say of many tokens; the other reasons are the product's own. */
    public static final List<RevocationReason> REASONS =
            List.of(RevocationReason.ADMINISTRATOR, RevocationReason.LEAKED);

    @Inject
    InventoryRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    Clock clock;

    /** How many good tokens would be revoked. */
    public int count(@Valid Selection selection) {
        var now = clock.instant();
        return tokens.count(
                new RevocationOrder(selection, latest(now), RevocationReason.ADMINISTRATOR).conditions(now, now),
                Integer.MAX_VALUE);
    }

    /**
     * Revokes the good ones of these tokens, batch by batch. Tokens that are generated from now on are not touched.
     *
     * @throws InvalidException when the reason is none of {@link #REASONS}
     * @throws ConflictException when tokens are being revoked by another such task
     */
    public BackgroundTask start(@Valid Selection selection, RevocationReason reason) {
        if (!REASONS.contains(reason)) {
            throw new InvalidException("reason", "inventory.reason.invalid");
        }
        var order = new RevocationOrder(selection, latest(clock.instant()), reason);
        return tasks.start(RevocationWork.KIND, order.toText(), count(selection));
    }

    /** The task that was started last, whether it is still running or not. */
    public Optional<BackgroundTask> latest() {
        return tasks.latest(RevocationWork.KIND);
    }

    private @Nullable LocalDate latest(Instant now) {
        return policy.get().latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
