package dev.latchkey.notification;

import dev.latchkey.policy.CurrentPolicy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * What is done about notices once a day, in batches that end a transaction each: after a crash the rest is still to be
 * found. Called by the timer, who is nobody.
 */
@Stateless
@PermitAll
public class Reminders {

    /** How many notices a transaction touches at the most. */
    private static final int BATCH = 500;

    /** Longer than the longest warning before an expiration, so that nobody is warned of the same twice. */
    private static final Period KEPT = Period.ofDays(180);

    @Inject
    NoticeRepository notices;

    @Inject
    CurrentPolicy policy;

    @Inject
    Clock clock;

    /** Writes down whom to remind of tokens that expire soon or today; whether there may be more of them. */
    public boolean remind() {
        var now = clock.instant();
        var more = false;
        for (var reminder : Reminder.of(
                LocalDate.ofInstant(now, ZoneOffset.UTC), policy.get().warnBefore())) {
            var untold = notices.untold(reminder, BATCH, now);
            untold.forEach(notices::add);
            more |= untold.size() == BATCH;
        }
        return more;
    }

    /** Deletes what is half a year old; whether there may be more of it. */
    public boolean forget() {
        var before =
                LocalDate.now(clock).minus(KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
        return notices.deleteCreatedBefore(before, BATCH) == BATCH;
    }
}
