package dev.latchkey.link;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Drafts links by the caller. */
@Dependent
class Draft {

    @Inject
    LinkRepository links;

    @Inject
    CurrentOrigin origin;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** @throws ConflictException if the user has {@link OneTimeLink#MOST_OPEN} open links */
    OneTimeLink of(LinkPurpose purpose, User user) {
        if (links.countOpen(user.id(), now()) >= OneTimeLink.MOST_OPEN) {
            throw new ConflictException(null, "link.many", user.login(), OneTimeLink.MOST_OPEN);
        }
        return of(purpose, user, settings.linkLifetime());
    }

    /** Drafts a link with this lifetime, however many the user has open. */
    OneTimeLink of(LinkPurpose purpose, User user, Duration lifetime) {
        var now = now();
        var by = origin.get();
        return new OneTimeLink(purpose, user, links.user(by.userId()), by.tokenId(), now, now.plus(lifetime));
    }

    Instant now() {
        return clock.instant();
    }
}
