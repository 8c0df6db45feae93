package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.platform.Settings;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Deletes entries past the retention, if the operator has set one. Administrators cannot set it, so that a stolen
 * administrator token cannot erase its traces. The timer has no caller identity, hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class AuditRetention {

    /** Maximum number of entries deleted from a chain per transaction. */
    static final int BATCH = 1000;

    @Inject
    AuditRepository repository;

    @Inject
    Settings settings;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Moves the start of each chain past its old entries. When any chain moves, writes a checkpoint for each truncated
     * chain, so that the last checkpoint of a chain never becomes old enough to be deleted.
     */
    public void forget() {
        settings.auditDays().ifPresent(days -> {
            var before = clock.instant().minus(Duration.ofDays(days));
            var forgotten = new ArrayList<Chain>();
            var moved = false;
            for (var tip : repository.tips()) {
                var end = repository.lastBefore(tip, before);
                end.ifPresent(repository::forget);
                moved |= end.isPresent();
                forgotten.add(end.orElse(tip.forgotten()));
            }
            if (moved) {
                forgotten.stream()
                        .filter(chain -> chain.length() > 0)
                        .forEach(chain -> events.fire(new AuditEntriesForgotten(chain)));
            }
        });
    }

    /** Deletes a batch of forgotten entries; returns whether more may exist. */
    public boolean delete() {
        return repository.tips().stream()
                .map(AuditRepository.Tip::forgotten)
                .filter(chain -> chain.length() > 0)
                .anyMatch(chain -> repository.delete(chain, BATCH) > 0);
    }
}
