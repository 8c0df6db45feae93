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
 * The daily work on notices, one transaction per batch, so that it resumes after a crash. The timer has no caller
 * identity, hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class Reminders {

    /** The maximum number of notices per transaction. */
    private static final int BATCH = 500;

    /** Longer than the longest warning period, so that no warning is repeated. */
    private static final Period KEPT = Period.ofDays(180);

    @Inject
    NoticeRepository notices;

    @Inject
    CurrentPolicy policy;

    @Inject
    Clock clock;

    /** Creates reminders of tokens that expire soon or today; returns whether more may be due. */
    public boolean remind() {
        var now = clock.instant();
        var more = false;
        for (var reminder : Reminder.of(
                LocalDate.ofInstant(now, ZoneOffset.UTC), policy.get().warnBefore())) {
            var untold = notices.untold(reminder, BATCH, now);
            untold.forEach(ofToken -> ofToken.forEach(notices::add));
            more |= untold.size() == BATCH;
        }
        return more;
    }

    /** Deletes notices older than half a year; returns whether more may exist. */
    public boolean forget() {
        var before =
                LocalDate.now(clock).minus(KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
        return notices.deleteCreatedBefore(before, BATCH) == BATCH;
    }
}
