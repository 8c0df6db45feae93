package dev.latchkey.audit;

import dev.latchkey.audit.AuditEvent.AuditEntriesForgotten;
import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.DomainEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Forgets entries that were kept for as long as the operator wants them, if the operator says how long. An administrator cannot:
 * what somebody did with an administrator's token is not to be forgotten by it. Called by the timer, who is nobody.
 */
@Stateless
@PermitAll
public class AuditRetention {

    /** How many entries a transaction deletes of a chain at the most. */
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
     * Lets every chain begin behind what is old enough. Whenever one of them moves, a checkpoint is kept for each that does not
     * begin with its first entry: the last checkpoint of a chain is then never old enough to be forgotten itself.
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

    /** Deletes some of what is forgotten; whether there may be more of it. */
    public boolean delete() {
        return repository.tips().stream()
                .map(AuditRepository.Tip::forgotten)
                .filter(chain -> chain.length() > 0)
                .anyMatch(chain -> repository.delete(chain, BATCH) > 0);
    }
}
