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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Revokes many tokens in the background. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class BulkRevocation {

    /** The reasons that administrators may give; the others are assigned automatically. */
    public static final List<EndReason> REASONS = List.of(EndReason.ADMINISTRATOR, EndReason.LEAKED);

    @Inject
    InventoryRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    Clock clock;

    /** Counts the active tokens to be revoked; {@link #start} takes the result. */
    public RevocationPreview preview(@Valid RevocationTarget selection) {
        var now = clock.instant();
        var latest = policy.get().latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC));
        var order = new RevocationOrder(selection, now, latest, EndReason.ADMINISTRATOR);
        return new RevocationPreview(now, latest, count(order), tokens.users(selection.query()));
    }

    /**
     * The tokens that would also end if the selected ones have leaked.
     *
     * @param seen the result of {@link #preview} for the same selection
     */
    public Descendants descendants(@Valid RevocationTarget selection, RevocationPreview seen) {
        var order = new RevocationOrder(selection, seen.asOf(), seen.latest(), EndReason.LEAKED);
        var now = clock.instant();
        return tokens.descendants(order.conditions(), now);
    }

    /**
     * Revokes the active ones of these tokens in batches, as counted: under the policy of that moment, and without
     * tokens generated since. Leaked tokens take along their descendants, including later ones.
     *
     * @param seen the result of {@link #preview} for the same selection
     * @throws InvalidException if the reason is not one of {@link #REASONS}
     * @throws ConflictException if more tokens match than were counted, if a login, name or email in the filter has
     * passed to other users, or another such task is running
     */
    public BackgroundTask start(@Valid RevocationTarget selection, EndReason reason, RevocationPreview seen) {
        if (!REASONS.contains(reason)) {
            throw new InvalidException("reason", "api.reason");
        }
        var now = clock.instant();
        // The clock of another server may be ahead.
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

    /** The most recent task, running or ended. */
    public Optional<BackgroundTask> latest() {
        return tasks.latest(RevocationWork.KIND);
    }
}
