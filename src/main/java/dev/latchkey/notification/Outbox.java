package dev.latchkey.notification;

import dev.latchkey.link.IssuedLink;
import dev.latchkey.link.MailedLinks;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Claims notices for one server, mail by mail, and records the outcome, each step in its own transaction. The timer has
 * no caller identity, hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class Outbox {

    @Inject
    NoticeRepository notices;

    @Inject
    MailedLinks links;

    @Inject
    Clock clock;

    /**
     * Claims the notice that has been due for longest, and those for the same mail, for {@link Dispatch#LEASE}. A link that the
     * mail brings gets a new secret in this transaction. Empty if none is due.
     */
    public Optional<Gathered> take() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Gathered due;
        do {
            due = gather(notices.lockDue(now));
        } while (removeOutOfDate(due, today));
        due.notices().forEach(notice -> notice.dispatch().take(now));
        return due.notices().isEmpty() ? Optional.empty() : Optional.of(due);
    }

    private Gathered gather(List<Notice> due) {
        var link = due.stream()
                .map(Notice::linkId)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(links::renew);
        return new Gathered(due, link.orElse(null));
    }

    /** Returns whether there were any. */
    private boolean removeOutOfDate(Gathered due, LocalDate today) {
        var outOfDate = due.notices().stream()
                .filter(notice -> isOutOfDate(notice, due.link(), today))
                .toList();
        outOfDate.forEach(notices::remove);
        return !outOfDate.isEmpty();
    }

    /**
     * Reminders are obsolete when the token was revoked or rotated, or its expiration changed; a mail that brings a link, when
     * the link has ended.
     */
    private boolean isOutOfDate(Notice notice, @Nullable IssuedLink link, LocalDate today) {
        return notice.linkId() != null
                ? link == null
                : notice.kind().isReminder() && !notices.isStillToExpire(notice, today);
    }

    /** The mail server has accepted the mail. */
    public void sent(List<Notice> taken) {
        ifStillTaken(taken, notice -> notice.sent(clock.instant()));
    }

    /** The recipient has no address. */
    public void skipped(List<Notice> taken) {
        ifStillTaken(taken, notice -> notice.dispatch().skip(clock.instant()));
    }

    /** @param error the answer of the mail server or the connection error; no secret */
    public void failed(List<Notice> taken, String error) {
        ifStillTaken(taken, notice -> notice.dispatch().fail(error, clock.instant()));
    }

    /** Records a permanent failure. */
    public void givenUp(List<Notice> taken, String error) {
        ifStillTaken(taken, notice -> notice.dispatch().giveUp(error, clock.instant()));
    }

    /** After the lease, the claim belongs to another server. */
    private void ifStillTaken(List<Notice> taken, Consumer<Notice> outcome) {
        taken.forEach(one -> notices.lock(one.id())
                .filter(notice -> notice.dispatch().isTakenAt(one.dispatch().attempts()))
                .ifPresent(outcome));
    }
}
