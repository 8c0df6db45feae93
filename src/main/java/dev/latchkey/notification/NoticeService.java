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

/** Shows the state of notices to administrators, and retries them. */
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

    /** Whether a mail server is configured; without one, no mail is sent. */
    public boolean isMailConfigured() {
        return mail.isConfigured();
    }

    /** The number of notices for every state. */
    public Map<NoticeState, Long> count() {
        return notices.count();
    }

    /**
     * Newest first.
     *
     * @param offset the number of notices to skip, from 0
     * @param limit the maximum number of notices, 1–500
     */
    public Page<Notice> search(NoticeState state, int offset, int limit) {
        return notices.search(state, offset, limit);
    }

    /**
     * Retries a failed or skipped notice; has no effect on others.
     *
     * @throws NotFoundException if the notice does not exist
     */
    public int retry(long id) {
        var notice =
                notices.lock(id).orElseThrow(() -> new NotFoundException("id", "notice.unknown", Long.toString(id)));
        return told(notice.dispatch().retry(clock.instant()) ? 1 : 0, id);
    }

    /**
     * Retries all failed and skipped notices.
     *
     * @return their number
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
