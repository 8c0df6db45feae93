package dev.latchkey.notification;

import dev.latchkey.link.LinkToBeMailed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Creates the notices that bring one-time links to their users, in the transaction that issues the links. */
@ApplicationScoped
class LinkNotices {

    @Inject
    NoticeRepository notices;

    @Inject
    Clock clock;

    void tell(@Observes LinkToBeMailed link) {
        var kind = NoticeKind.of(link.purpose());
        notices.add(new Notice(kind, notices.user(link.userId()), link.linkId(), clock.instant()));
    }
}
