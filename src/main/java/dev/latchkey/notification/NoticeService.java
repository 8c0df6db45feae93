package dev.latchkey.notification;

import dev.latchkey.notification.NoticeEvent.NoticesRetried;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows administrators what has become of notices, and has them tried again. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class NoticeService {

    @Inject
    NoticeRepository notices;

    @Inject
    MailServer mail;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Whether there is a mail server; without one nobody is told anything. */
    public boolean isMailConfigured() {
        return mail.isConfigured();
    }

    /** How many notices there are, by what has become of them; every state is there. */
    public Map<NoticeState, Long> count() {
        return notices.count();
    }

    /**
     * The newest first.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at the most, 1–500
     */
    public Page<Notice> search(NoticeState state, int offset, int limit) {
        return notices.search(state, offset, limit);
    }

    /**
     * Tries one again that was given up or skipped; does nothing to one that waits or was sent.
     *
     * @throws NotFoundException when there is no such notice
     */
    public int retry(long id) {
        var notice =
                notices.lock(id).orElseThrow(() -> new NotFoundException("id", "notice.unknown", Long.toString(id)));
        return told(notice.retry(clock.instant()) ? 1 : 0, id);
    }

    /**
     * Tries every one again that was given up or skipped.
     *
     * @return how many those are
     */
    public int retryAll() {
        return told(notices.retryAll(clock.instant()), null);
    }

    private int told(int count, @Nullable Long id) {
        if (count > 0) {
            events.fire(new NoticesRetried(count, id));
        }
        return count;
    }
}
