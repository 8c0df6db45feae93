package dev.latchkey.notification;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands out notices to be sent, a mail at a time and each to one server alone, and takes down what became of them; every step
 * a transaction. Called by the timer, who is nobody.
 */
@Stateless
@PermitAll
public class Outbox {

    @Inject
    NoticeRepository notices;

    @Inject
    Clock clock;

    /**
     * The notice that has been due for longest, with those that go into the same mail; the caller's for
     * {@link Notice#LEASE}. None when nothing is due.
     */
    public List<Notice> take() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Notice> due;
        do {
            due = notices.lockDue(now);
        } while (removeOutOfDate(due, today));
        due.forEach(notice -> notice.take(now));
        return due;
    }

    /** Whether there were any. */
    private boolean removeOutOfDate(List<Notice> due, LocalDate today) {
        var outOfDate =
                due.stream().filter(notice -> isOutOfDate(notice, today)).toList();
        outOfDate.forEach(notices::remove);
        return !outOfDate.isEmpty();
    }

    /** Nobody is reminded of a token that was revoked or rotated meanwhile, or that ends on another day now. */
    private boolean isOutOfDate(Notice notice, LocalDate today) {
        return notice.kind().isReminder() && !notices.isStillToExpire(notice, today);
    }

    /** The mail server has accepted the mail. */
    public void sent(List<Notice> taken) {
        ifStillTaken(taken, notice -> notice.sent(clock.instant()));
    }

    /** The recipient has no address. */
    public void skipped(List<Notice> taken) {
        ifStillTaken(taken, notice -> notice.skip(clock.instant()));
    }

    /** @param error what the mail server, or the way to it, answered; no secret */
    public void failed(List<Notice> taken, String error) {
        ifStillTaken(taken, notice -> notice.fail(error, clock.instant()));
    }

    /** The same, and every other attempt would fail as well. */
    public void givenUp(List<Notice> taken, String error) {
        ifStillTaken(taken, notice -> notice.giveUp(error, clock.instant()));
    }

    /** Who took longer than the lease has nothing to say any more: somebody else has it. */
    private void ifStillTaken(List<Notice> taken, Consumer<Notice> outcome) {
        taken.forEach(one -> notices.lock(one.id())
                .filter(notice -> notice.isTakenAt(one.attempts()))
                .ifPresent(outcome));
    }
}
