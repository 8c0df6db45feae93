package dev.latchkey.notification;

import java.time.LocalDate;
import java.util.List;

/**
 * The tokens of which owners are to be reminded today: those that expire after one day and until another one. Who was told
 * is not told again, so that a day on which no server ran is made up for by the next one.
 *
 * @param after days are calendar days in UTC
 */
record Reminder(NoticeKind kind, LocalDate after, LocalDate until) {

    /** A token that expired longer ago is old news. */
    private static final int DAYS_TO_MAKE_UP_FOR = 7;

    /** @param warnBefore so many days before a token expires its owner is told */
    static List<Reminder> of(LocalDate today, int warnBefore) {
        return List.of(
                new Reminder(NoticeKind.TOKEN_EXPIRED, today.minusDays(DAYS_TO_MAKE_UP_FOR), today),
                new Reminder(NoticeKind.TOKEN_EXPIRES, today, today.plusDays(warnBefore)));
    }
}
