package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.Work;
import dev.latchkey.token.TokenEvent.TokenShortened;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Lets tokens that would live on after a day expire on it, a batch at a time. What is done is not found again. */
@Dependent
class ShorteningWork implements Work {

    static final String KIND = "TOKEN_SHORTENING";

    /** So many rows are locked for a fraction of a second. */
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
