package dev.latchkey.notification;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices that were given up or skipped are tried again.
 *
 * @param noticeId the only one; null for all of them
 */
record NoticesRetried(int count, @Nullable Long noticeId) implements DomainEvent {

    @Override
    public Subject subject() {
        return noticeId == null ? Subject.UNKNOWN : Subject.thing("notice", noticeId, "#" + noticeId);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("count", Integer.toString(count));
    }
}
