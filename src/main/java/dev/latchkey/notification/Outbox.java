package dev.latchkey.notification;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands out notices to be sent, one at a time and each to one server alone, and takes down what became of them; every step
 * a transaction. Called by the timer, who is nobody.
 */
@Stateless
@PermitAll
public class Outbox {

    @Inject
    NoticeRepository notices;

    @Inject
    Clock clock;

    /** The notice that has been due for longest, the caller's for {@link Notice#LEASE}. */
    public Optional<Notice> take() {
        var now = clock.instant();
        var due = notices.lockDue(now);
        while (due.isPresent() && isOutOfDate(due.get(), LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            due.ifPresent(notices::remove);
            due = notices.lockDue(now);
        }
        due.ifPresent(notice -> notice.take(now));
        return due;
    }

    /** Nobody is reminded of a token that was revoked or rotated meanwhile, or that ends on another day now. */
    private boolean isOutOfDate(Notice notice, LocalDate today) {
        return notice.kind().isReminder() && !notices.isStillToExpire(notice, today);
    }

    /** The mail server has accepted it. */
    public void sent(Notice taken) {
        ifStillTaken(taken, notice -> notice.sent(clock.instant()));
    }

    /** Its recipient has no address. */
    public void skipped(Notice taken) {
        ifStillTaken(taken, notice -> notice.skip(clock.instant()));
    }

    /** @param error what the mail server, or the way to it, answered; no secret */
    public void failed(Notice taken, String error) {
        ifStillTaken(taken, notice -> notice.fail(error, clock.instant()));
    }

    /** Who took longer than the lease has nothing to say any more: somebody else has it. */
    private void ifStillTaken(Notice taken, Consumer<Notice> outcome) {
        notices.lock(taken.id())
                .filter(notice -> notice.isTakenAt(taken.attempts()))
                .ifPresent(outcome);
    }
}
