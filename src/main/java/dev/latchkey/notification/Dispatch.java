package dev.latchkey.notification;

import dev.latchkey.shared.Message;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to send a notice. It is claimed by one server at a time and sent, or retried at growing intervals until it
 * fails. A claim lasts for {@link #LEASE}; after that, another server may claim it.
 */
@Embeddable
public class Dispatch {

    /** Longer than any exchange with a mail server under the timeouts of the mail session. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** About 38 hours, including the intervals. */
    static final int MOST_ATTEMPTS = 16;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int WAIT_GROWS_BY = 4;
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final int LONGEST_ERROR = 500;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private NoticeState state = NoticeState.PENDING;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "done_at")
    private @Nullable Instant doneAt;

    @SuppressWarnings("NullAway.Init")
    protected Dispatch() {}

    /** @param at when the first attempt is due */
    Dispatch(Instant at) {
        nextAttemptAt = at;
    }

    /** Claims the notice until the lease ends. */
    void take(Instant now) {
        attempts++;
        nextAttemptAt = now.plus(LEASE);
    }

    /** Whether the claim lasts beyond this moment. */
    boolean isTakenUntil(Instant moment) {
        return moment.isBefore(nextAttemptAt);
    }

    /** Whether the claim of this attempt is still valid. */
    boolean isTakenAt(int attempt) {
        return state == NoticeState.PENDING && attempts == attempt;
    }

    void sent(Instant now) {
        end(NoticeState.SENT, now);
        lastError = null;
    }

    void skip(Instant now) {
        end(NoticeState.SKIPPED, now);
    }

    /** Schedules a retry after 5 s, 20 s, 80 s and so on, at most 4 hours, or gives up after the last attempt. */
    void fail(String error, Instant now) {
        if (attempts >= MOST_ATTEMPTS) {
            giveUp(error, now);
        } else {
            remember(error);
            nextAttemptAt = now.plus(waitAfter(attempts));
        }
    }

    /** Gives up until a manual retry. */
    void giveUp(String error, Instant now) {
        remember(error);
        end(NoticeState.FAILED, now);
    }

    private void remember(String error) {
        lastError = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    /**
     * Makes a failed or skipped notice due again, with new attempts.
     *
     * @return false if it is pending or sent
     */
    boolean retry(Instant now) {
        if (!isGivenUp()) {
            return false;
        }
        state = NoticeState.PENDING;
        attempts = 0;
        nextAttemptAt = now;
        doneAt = null;
        return true;
    }

    static Duration waitAfter(int attempts) {
        var wait = FIRST_WAIT;
        for (int i = 1; i < attempts && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(WAIT_GROWS_BY);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Whether it was not sent and is no longer tried. */
    public boolean isGivenUp() {
        return state == NoticeState.FAILED || state == NoticeState.SKIPPED;
    }

    private void end(NoticeState as, Instant now) {
        state = as;
        doneAt = now;
    }

    public NoticeState state() {
        return state;
    }

    /** The number of attempts. */
    public int attempts() {
        return attempts;
    }

    /** The last answer of the mail server, or the last error; at most 500 characters. */
    public @Nullable String lastError(Locale locale) {
        return lastError == null ? null : errorIn(lastError, locale);
    }

    /** Answers of mail servers keep their language; our own errors are translated. */
    static String errorIn(String error, Locale locale) {
        return error.startsWith(UndeliverableException.KEY) ? Message.of(error).in(locale) : error;
    }
}
