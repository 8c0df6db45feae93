package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.Work;
import dev.latchkey.token.TokenEvent.TokenShortened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Shortens tokens to a latest expiration, batch by batch. Shortened tokens no longer match. */
@ApplicationScoped
class ShorteningWork implements Work {

    static final String KIND = "TOKEN_SHORTENING";

    /** Keeps the lock on the rows to a fraction of a second. */
    private static final int BATCH = 1000;

    @Inject
    TokenBatchRepository tokens;

    @Inject
    Event<DomainEvent> events;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch next(BackgroundTask task) {
        var latest = LocalDate.parse(task.parameters());
        var tooLong = tokens.lockActiveBeyond(latest, BATCH);
        tokens.shorten(tooLong, latest);
        tooLong.forEach(token -> events.fire(new TokenShortened(token.id(), token.userId(), token.name(), latest)));
        return new Batch(tooLong.size(), 0, tooLong.isEmpty() ? null : "more");
    }
}
