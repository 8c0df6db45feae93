package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryEvent.InventoryExported;
import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Mandates;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;

/** Searches the tokens of all users. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class Inventory {

    @Inject
    InventoryRepository tokens;

    @Inject
    Mandates mandates;

    @Inject
    CurrentPolicy policy;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * One page of matching tokens.
     *
     * @throws InvalidException if the position belongs to another list
     */
    public InventoryPage search(@Valid InventoryQuery query, Sort sort, InventoryPage.Place place) {
        var now = clock.instant();
        var wanted = conditions(query, now);
        var after = place.after() == null ? null : Position.parse("after", place.after(), sort.order());
        var before = place.before() == null ? null : Position.parse("before", place.before(), sort.order());
        var back = before != null;
        // one more than is shown, to detect a next page
        var found = new ArrayList<>(
                tokens.list(wanted, back ? sort.reversed() : sort, back ? before : after, place.size() + 1, now));
        var goesOn = found.size() > place.size();
        if (goesOn) {
            found.remove(place.size());
        }
        if (back) {
            Collections.reverse(found);
        }
        var hasBefore = back ? goesOn : place.after() != null;
        var hasAfter = back || goesOn;
        var total = tokens.count(wanted, InventoryPage.MOST_COUNTED + 1);
        return new InventoryPage(
                found,
                hasBefore && !found.isEmpty()
                        ? Position.of(sort.order(), found.get(0)).toText()
                        : null,
                hasAfter && !found.isEmpty()
                        ? Position.of(sort.order(), found.get(found.size() - 1)).toText()
                        : null,
                Math.min(total, InventoryPage.MOST_COUNTED),
                total > InventoryPage.MOST_COUNTED);
    }

    /** Exports matching tokens to a file, after recording the export in the audit log. */
    public InventoryExport export(@Valid InventoryQuery query, String format) {
        var now = clock.instant();
        events.fire(new InventoryExported(format, InventoryParameters.inWords(query)));
        var mandate = mandates.current(Role.ADMINISTRATOR);
        return new InventoryExport(tokens, conditions(query, now), now, () -> mandates.demand(mandate));
    }

    private Conditions conditions(InventoryQuery query, Instant now) {
        return Conditions.of(query, now, policy.get().latestExpiration(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }
}
