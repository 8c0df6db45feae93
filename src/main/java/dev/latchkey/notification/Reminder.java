package dev.latchkey.notification;

import java.time.LocalDate;
import java.util.List;

/**
 * Selects the tokens for today's reminders: those that expire after one day and until another. Each reminder is sent
 * once, so that days without a running server are made up for.
 *
 * @param after calendar days in UTC, like until
 */
record Reminder(NoticeKind kind, LocalDate after, LocalDate until) {

    /** Older expirations are no longer news. */
    private static final int DAYS_TO_MAKE_UP_FOR = 7;

    /** @param warnBefore the number of days between the warning and the expiration */
    static List<Reminder> of(LocalDate today, int warnBefore) {
        return List.of(
                new Reminder(NoticeKind.TOKEN_EXPIRED, today.minusDays(DAYS_TO_MAKE_UP_FOR), today),
                new Reminder(NoticeKind.TOKEN_EXPIRES, today, today.plusDays(warnBefore)));
    }
}
