package dev.latchkey.notification;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Actions of administrators on mail. */
sealed interface NoticeEvent extends DomainEvent {

    /**
     * Failed or skipped notices are due again.
     *
     * @param noticeId the only one; null for all
     */
    record NoticesRetried(int count, @Nullable Long noticeId) implements NoticeEvent {

        @Override
        public Subject subject() {
            return noticeId == null ? Subject.UNKNOWN : Subject.thing("notice", noticeId, "#" + noticeId);
        }

        @Override
        public Map<String, String> details() {
            return Map.of("count", Integer.toString(count));
        }
    }

    /** An administrator has sent a test mail. Without its address, which may be personal data. */
    record TestMailSent(boolean accepted) implements NoticeEvent {

        @Override
        public Subject subject() {
            return Subject.UNKNOWN;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("accepted", Boolean.toString(accepted));
        }
    }
}
