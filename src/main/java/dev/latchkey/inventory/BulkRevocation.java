package dev.latchkey.inventory;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.token.EndReason;
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

/** Ends many tokens at once, in the background. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class BulkRevocation {

    /** What an administrator may say of many tokens; the other reasons are the product's own. */
    public static final List<EndReason> REASONS =
            List.of(EndReason.ADMINISTRATOR, EndReason.LEAKED);

    @Inject
    InventoryRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    Clock clock;

    /** How many good tokens would be revoked, to be given back when they are to be. */
    public RevocationPreview preview(@Valid RevocationTarget selection) {
        var now = clock.instant();
        var latest = policy.get().latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var order = new RevocationOrder(selection, now, latest, EndReason.ADMINISTRATOR);
        return new RevocationPreview(now, latest, count(order), tokens.users(selection.query()));
    }

    /**
     * What would end beside the selected tokens if they have leaked.
     *
     * @param seen what {@link #preview} told of the same selection
     */
    public Descendants descendants(@Valid RevocationTarget selection, RevocationPreview seen) {
        var order = new RevocationOrder(selection, seen.asOf(), seen.latest(), EndReason.LEAKED);
        var now = clock.instant();
        return tokens.descendants(order.conditions(), now);
    }

    /**
     * Revokes the good ones of these tokens, batch by batch, as they were counted: by the policy of that moment, and none
     * that was generated since. What has leaked takes along whatever was generated or rotated with it, when that may have been.
     *
     * @param seen what {@link #preview} told of the same selection
     * @throws InvalidException when the reason is none of {@link #REASONS}
     * @throws ConflictException when there are more than were counted, when the login, name or email that is asked for has
     *     passed to other users since, or tokens are being revoked by another such task
     */
    public BackgroundTask start(@Valid RevocationTarget selection, EndReason reason, RevocationPreview seen) {
        if (!REASONS.contains(reason)) {
            throw new InvalidException("reason", "api.reason");
        }
        var now = clock.instant();
        // Another server's clock may be ahead.
        var asOf = seen.asOf().isBefore(now) ? seen.asOf() : now;
        var order = new RevocationOrder(selection, asOf, seen.latest(), reason);
        if (!tokens.users(selection.query()).equals(seen.users())) {
            throw new ConflictException(null, "inventory.revoke.others");
        }
        var count = count(order);
        if (count > seen.count()) {
            throw new ConflictException(null, "inventory.revoke.grown", seen.count(), count);
        }
        var descendants = reason == EndReason.LEAKED
                ? tokens.descendants(order.conditions(), now).count()
                : 0;
        return tasks.start(RevocationWork.KIND, order.toText(), count + descendants);
    }

    private int count(RevocationOrder order) {
        return tokens.count(order.conditions(), Integer.MAX_VALUE);
    }

    /** The task that was started last, whether it is still running or not. */
    public Optional<BackgroundTask> latest() {
        return tasks.latest(RevocationWork.KIND);
    }
}
